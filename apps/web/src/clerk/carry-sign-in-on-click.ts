/**
 * A development instance's cookies hold for one host. A click on a link to another host below the same root takes the
 * browser's development token along, so that the person arrives signed in, as they do with a production key.
 */
const parameter = '__clerk_db_jwt';

function carry(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.host === location.host || !isRelated(link.host)) return;
  const token = new RegExp(`(?:^|;\\s*)${parameter}=([^;]+)`).exec(document.cookie)?.[1];
  if (!token) return;
  const address = new URL(link.href);
  address.searchParams.set(parameter, token);
  link.href = address.href;
}

/** One host is below the other, or both are below the same one. */
function isRelated(there: string): boolean {
  const here = location.host;
  const parent = (host: string) => host.slice(host.indexOf('.') + 1);
  const areSiblings = here.includes('.') && there.includes('.') && parent(here) === parent(there);
  return areSiblings || here.endsWith(`.${there}`) || there.endsWith(`.${here}`);
}

addEventListener('click', carry, { capture: true });
addEventListener('auxclick', carry, { capture: true });

export {};
