const texts: Readonly<Record<string, string>> = {
  saved: 'Saved. Your site shows it at once.',
  'logo-uploaded': 'Your logo is in place.',
  'cover-uploaded': 'Your cover is in place.',
  removed: 'Removed.',
};

/** What the branding page says about what was just done; undefined when that is nothing. */
export function brandingNotice(
  notice: string | null,
  isPreview: boolean,
): { tone: 'ok' | 'info'; text: string } | undefined {
  if (isPreview)
    return { tone: 'info', text: 'This is a preview. Nothing is saved until you press Save branding.' };
  const text = notice === null ? undefined : texts[notice];
  return text === undefined ? undefined : { tone: 'ok', text };
}
