/**
 * What somebody typed into a field before its island was there to listen; undefined when nobody did, and on the server.
 * To be asked while the island is set up: after that the field shows what the island says.
 */
export function typedBefore(fieldId: string): string | undefined {
  if (typeof document === 'undefined') return undefined;
  const field = document.getElementById(fieldId);
  const isTyped = field instanceof HTMLInputElement && field.value !== field.defaultValue;
  return isTyped ? field.value : undefined;
}
