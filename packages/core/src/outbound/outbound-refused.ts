/** Why an address that a person gave us is not called, in words for that person. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
}
