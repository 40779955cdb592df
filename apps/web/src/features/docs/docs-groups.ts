/** The parts of the guide, in the order in which it lists them. */
export const docsGroups = [
  'Your workspace',
  'People',
  'Site and look',
  'Security and data',
  'Developers',
] as const;
