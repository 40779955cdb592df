/** A tenant table and the other tenant tables that its foreign keys lead to. */
export interface TableLinks {
  table: string;
  leadsTo: readonly string[];
}

/** An order in which no table is emptied before those whose rows lead to its. Tables in a circle come by name. */
export function erasureOrder(tables: readonly TableLinks[]): string[] {
  const order: string[] = [];
  let left = [...tables].sort((a, b) => a.table.localeCompare(b.table));
  while (left.length > 0) {
    const next =
      left.find(
        ({ table }) => !left.some((other) => other.table !== table && other.leadsTo.includes(table)),
      ) ?? left[0];
    order.push(next?.table ?? '');
    left = left.filter((table) => table !== next);
  }
  return order;
}
