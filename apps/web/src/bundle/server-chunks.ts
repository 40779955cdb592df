/** Who imports what, as the bundler knows it. */
interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
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

/**
 * Our own modules by the heaviest package that they import, however far away: what only reads loads none of them. Each is
 * a group of its own, the lighter first, since a group takes along what its modules import.
 */
export const coreGroups = [undefined, ...heavy.map(({ name }) => name)].map((name, index) => ({
  name: (id: string, graph: Graph) => (heaviestOf(id, graph) === name ? (name ?? 'reading') : null),
  test: /packages\/(?:core|routing)\/src\//,
  priority: 30 - index,
}));

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
    const reached = new Set([id]);
    for (const one of reached) {
      for (const imported of graph.getModuleInfo(one)?.importedIds ?? []) reached.add(imported);
    }
    const paths = [...reached];
    known.set(id, heavy.findLast(({ path }) => paths.some((one) => path.test(one)))?.name);
  }
  return known.get(id);
}
