/** Beside the hosts, the map keeps what each workspace has in it. No host contains a slash. */
export const domainMapIndexPrefix = 'workspace/';
