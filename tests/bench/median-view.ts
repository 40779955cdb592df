import type { SignedIn } from './sign-in.ts';
import { type BareHost, getStatus } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const views = 40;

/** The median of forty views of a dashboard page, one after the other, in milliseconds. */
export async function medianView(
  { port }: RunningProduct,
  host: BareHost,
  person: SignedIn,
  page: { slug: string; path: string },
): Promise<number> {
  const request = {
    port: host.port,
    host: `${page.slug}.localhost:${port}`,
    path: `/w/${page.slug}/dashboard/${page.path}`,
  };
  const times: number[] = [];
  for (let view = 0; view < views; view += 1) {
    const cookie = await person.cookie();
    const before = performance.now();
    const status = await getStatus({ ...request, cookie });
    if (status !== 200) throw new Error(`${request.path} answered ${status}`);
    times.push(performance.now() - before);
  }
  return times.sort((one, other) => one - other)[views / 2] ?? 0;
}
