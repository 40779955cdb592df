/** The parts of the documentation, in the order in which it lists them: for whoever builds with the code, */
export const developGroups = ['Begin', 'How it works', 'Run it', 'Make it yours'] as const;

/** and for whoever runs a workspace. */
export const workspaceGroups = [
  'Your workspace',
  'People',
  'Site and look',
  'Security and data',
  'Developers',
] as const;

export const docsGroups = [...developGroups, ...workspaceGroups] as const;

export type DocsGroup = (typeof docsGroups)[number];
