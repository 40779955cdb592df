import { counted } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import type { CacheCounts, CachedView } from '../netlify/cdn-cache.ts';
import type { LocalSettings } from '../settings.ts';
import { askNetlify } from './ask-netlify.ts';
import { actionButton, consoleLayout } from './console-layout.ts';

interface Kept {
  size: CacheCounts & { entries: number; bytes: number };
  cached: CachedView[];
}

/** What the CDN keeps of the public sites: for how long, by which tags it is forgotten, and how often it saved a call. */
export async function cachePage(settings: LocalSettings): Promise<Html> {
  const answer = await askNetlify(settings, '/local/cache');
  const kept = (await answer?.json().catch(() => null)) as Kept | null;
  return consoleLayout('Cache', kept ? keptSection(kept) : notRunning());
}

/** False when the product is not there to be told. */
export async function emptyCache(settings: LocalSettings): Promise<boolean> {
  return (await askNetlify(settings, '/local/cache/empty', { method: 'POST' }))?.status === 204;
}

function keptSection({ size, cached }: Kept): Html {
  const asked = size.hits + size.misses;
  const share =
    asked === 0 ? 'Nothing was asked for yet' : `${Math.round((size.hits / asked) * 100)} % from the cache`;
  return html`<p class="muted">What the CDN in front of the functions keeps: it obeys what each answer declares and nothing else. Every answer says in its <code class="mono">cache-status</code> header how it was found.</p>
<section class="card" aria-labelledby="sum-title"><div class="card-h"><h2 id="sum-title">Since the start</h2><span class="muted">${share}</span></div>
<div class="row"><span>Answered without calling a function</span><b>${size.hits}</b></div>
<div class="row"><span>Of these stale, and renewed behind their back</span><b>${size.stale}</b></div>
<div class="row"><span>Answered by a function</span><b>${size.misses}</b></div>
<div class="row"><span>Forgotten because something changed</span><b>${size.purged}</b></div>
</section>
<section class="card" aria-labelledby="kept-title"><div class="card-h"><h2 id="kept-title">${counted(size.entries, 'answer')} kept</h2>${size.entries > 0 && actionButton({ action: '/cache/empty', label: 'Forget all', back: '/cache' })}</div>
<div class="rows">${cached.map(
    (
      one,
    ) => html`<div class="row cache-row"><div><span class="mono">${one.path}</span><p class="muted">${one.tags.join(' · ') || 'No tags'}</p></div>
<span class="muted">${one.status === 200 ? '' : `${one.status} · `}${counted(one.hits, 'hit')} · ${kilobytes(one.bytes)} · ${freshness(one)}</span></div>`,
  )}</div></section>`;
}

function freshness({ age, freshFor }: CachedView): string {
  return age < freshFor ? `fresh for ${freshFor - age} s` : 'stale';
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function notRunning(): Html {
  return html`<section class="card pad"><p>The product is not running, so nothing is kept. Start it with npm start.</p></section>`;
}
