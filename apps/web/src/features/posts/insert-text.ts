/** Puts words at the cursor of a field, in place of what is chosen there; they can be taken back like any typing. */
export function insertText(field: HTMLTextAreaElement, words: string): void {
  field.focus();
  // The one way that leaves the field's own history whole. A field that is not shown has none.
  if (document.activeElement === field && document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
