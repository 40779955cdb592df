/** Who imports what, as the bundler knows it. */
interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[]; importers: readonly string[] } | null;
}

/** Large packages that most pages do without, from the lightest to the heaviest; the names are those of our own files that need them. */
const heavy = [
  { name: 'markdown', path: /node_modules\/micromark\// },
  { name: 'domains', path: /node_modules\/tldts/ },
  { name: 'paying', path: /node_modules\/stripe\// },
  { name: 'changing', path: /node_modules\/pg-boss\// },
] as const;

/** Each area's pages in one file; the first that fits. */
const areas = [
  { name: 'settings', path: /^w\/\[workspace\]\/dashboard\/(?:settings|setup)/ },
  { name: 'members', path: /^w\/\[workspace\]\/dashboard\/members/ },
  { name: 'billing', path: /^w\/\[workspace\]\/dashboard\/(?:billing|usage)/ },
  { name: 'developers', path: /^w\/\[workspace\]\/dashboard\/developers/ },
  { name: 'dashboard', path: /^w\/\[workspace\]\/dashboard/ },
  { name: 'workspace', path: /^w\// },
  { name: 'operator', path: /^operator/ },
  { name: 'person', path: /^(?:account|workspaces|sign-)/ },
  { name: 'front', path: /^/ },
] as const;

const core = /packages\/(?:core|routing)\/src\//;

/** The pages of a workspace's site, and what every request passes. */
const visited = /src\/(?:pages\/w\/\[workspace\]\/(?!dashboard)|middleware\.ts$)/;

/** Whoever visits a workspace's site may have to wait for the function to start: nothing of the dashboard does so with them. */
const visitorsGroup = (name: string, test: RegExp, priority: number) => ({
  name: (id: string, graph: Graph) => (!heaviestOf(id, graph) && isForVisitors(id, graph) ? name : null),
  test,
  priority,
});

/**
 * Our own modules by the heaviest package that they import, however far away: what only reads loads none of them. Each is
 * a group of its own, the lighter first, since a group takes along what its modules import.
 */
export const coreGroups = [
  visitorsGroup('visiting', core, 31),
  ...[undefined, ...heavy.map(({ name }) => name)].map((name, index) => ({
    name: (id: string, graph: Graph) => (heaviestOf(id, graph) === name ? (name ?? 'reading') : null),
    test: core,
    priority: 30 - index,
  })),
];

const seen = /packages\/ui\/|src\/(?:layouts|components|features|messages|middleware|clerk)\//;

/** What pages are made of. */
export const interfaceGroups = [
  visitorsGroup('site', seen, 11),
  { name: 'interface', test: seen, priority: 10 },
];

/** A page that needs a heavy package stays apart, so that its neighbours do not load it too. */
export const pageGroup = {
  name: (id: string, graph: Graph) => {
    if (heaviestOf(id, graph)) return null;
    const path = id.split('src/pages/')[1] ?? '';
    return `${areas.find((area) => area.path.test(path))?.name}-pages`;
  },
  test: /src\/pages\//,
};

const known = new Map<string, string | undefined>();

function heaviestOf(id: string, graph: Graph): string | undefined {
  if (!known.has(id)) {
    const paths = reachedFrom(id, (one) => graph.getModuleInfo(one)?.importedIds);
    known.set(id, heavy.findLast(({ path }) => paths.some((one) => path.test(one)))?.name);
  }
  return known.get(id);
}

const visitors = new Map<string, boolean>();

function isForVisitors(id: string, graph: Graph): boolean {
  if (!visitors.has(id)) {
    const paths = reachedFrom(id, (one) => graph.getModuleInfo(one)?.importers);
    visitors.set(
      id,
      paths.some((one) => visited.test(one)),
    );
  }
  return visitors.get(id) === true;
}

function reachedFrom(id: string, next: (id: string) => readonly string[] | undefined): string[] {
  const reached = new Set([id]);
  for (const one of reached) {
    for (const following of next(one) ?? []) reached.add(following);
  }
  return [...reached];
}
