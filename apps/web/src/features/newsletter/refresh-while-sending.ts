/** Shows how far an issue is: the page again, as long as it goes out and somebody looks. */
const every = 5_000;

if (document.querySelector('[data-sending]')) {
  setInterval(() => {
    const isAsked = document.querySelector('dialog[open]') !== null;
    if (document.visibilityState === 'visible' && !isAsked) location.replace(location.pathname);
  }, every);
}
