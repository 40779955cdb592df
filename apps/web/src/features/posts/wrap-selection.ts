/** What stands around the chosen words once a key is pressed with Ctrl or ⌘. */
const marks: Record<string, readonly [before: string, after: string]> = {
  b: ['**', '**'],
  i: ['*', '*'],
  k: ['[', '](https://)'],
};

/** Marks the chosen words of a Markdown field as bold, italic or a link; what was done can be undone like any typing. */
export function wrapSelection(event: KeyboardEvent): void {
  const mark = marks[event.key.toLowerCase()];
  const field = event.target;
  if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (!(field instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  event.stopPropagation();
  const { selectionStart, selectionEnd, value } = field;
  const [before, after] = mark;
  // The one way that leaves the field's own history whole.
  document.execCommand('insertText', false, before + value.slice(selectionStart, selectionEnd) + after);
  const start = selectionStart + before.length;
  field.setSelectionRange(start, start + selectionEnd - selectionStart);
}
