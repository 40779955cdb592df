/** Whoever looks at prices by the year goes on doing so in another currency, which is a page of its own. */
const yearly = document.querySelector<HTMLInputElement>('#yearly');
const links = document.querySelectorAll<HTMLAnchorElement>('nav.seg a');

function carry(): void {
  for (const link of links) link.hash = yearly?.checked ? 'yearly' : '';
}

if (yearly && location.hash === '#yearly') yearly.checked = true;
carry();
addEventListener('change', carry);
// Going back restores what was chosen after scripts have run.
addEventListener('pageshow', carry);

export {};
