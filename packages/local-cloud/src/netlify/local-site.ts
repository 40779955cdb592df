/** The site the local Netlify hosts. Its token opens Blobs and the API on this machine, and nothing anywhere else. */
export const localSite = {
  id: '0a11ce00-0000-4000-8000-000000000000',
  name: 'archipelago-local',
  deployId: '000000000000000000000000',
  token: 'archipelago-local-netlify',
} as const;
