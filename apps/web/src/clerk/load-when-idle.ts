const load = () => import('virtual:clerk/core');

/** Once the page has loaded and the browser has nothing better to do, two seconds later at the latest. */
function schedule(): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 200);
}

if (document.readyState === 'complete') schedule();
else addEventListener('load', schedule, { once: true });

export {};
