import { countedAtMost } from '@archipelago/core/members/count-sql';

/** `1 person`, `12 people`, `more than 1,000 people`: a count that stopped counting says so. */
export function countText(count: number, one: string, many: string): string {
  const number = new Intl.NumberFormat('en-GB');
  if (count > countedAtMost) return `more than ${number.format(countedAtMost)} ${many}`;
  return `${number.format(count)} ${count === 1 ? one : many}`;
}
