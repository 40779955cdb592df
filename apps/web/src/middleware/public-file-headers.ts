import { siteCacheTag } from '@archipelago/core/workspaces/site-cache-tag';
import { filePolicy } from './content-security-policy.ts';

const year = 365 * 24 * 60 * 60;
const hour = 60 * 60;

/**
 * For a file of a workspace that is the same for everybody: nothing in it may run, wherever it is opened; it may be shown
 * on other sites, because mail readers are such; browsers and the CDN keep it.
 */
export function publicFileHeaders(file: {
  workspaceId: string;
  /**
   * `good` for an address that never shows anything else; `purge` where browsers ask each time; `shown` for what never
   * changes, but may be closed: browsers ask each time, and the CDN keeps it until it is purged.
   */
  freshFor: 'good' | 'hour' | 'purge' | 'shown';
}): Record<string, string> {
  const isForGood = file.freshFor === 'good' || file.freshFor === 'shown';
  const seconds = isForGood ? year : hour;
  const browser = {
    good: `max-age=${seconds}, immutable`,
    hour: `max-age=${seconds}`,
    purge: 'max-age=0, must-revalidate',
    shown: 'max-age=0, must-revalidate',
  }[file.freshFor];
  return {
    'cache-control': `public, ${browser}`,
    'netlify-cdn-cache-control': `public, durable, max-age=${seconds}`,
    'netlify-cache-tag': siteCacheTag(file.workspaceId),
    // Whatever is asked after the question mark, it is the same file.
    'netlify-vary': 'query=none',
    'content-security-policy': filePolicy,
    'cross-origin-resource-policy': 'cross-origin',
  };
}
