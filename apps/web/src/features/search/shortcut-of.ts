/** How the keys are called that open the palette, as far as the browser says what it runs on. */
export function shortcutOf(userAgent: string | null): string {
  return /Mac|iPhone|iPad/.test(userAgent ?? '') ? '⌘K' : 'Ctrl K';
}
