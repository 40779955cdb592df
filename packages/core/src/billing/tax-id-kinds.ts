/** The kinds of tax number that can be entered here, by Stripe's names; Stripe checks the number itself. */
export const taxIdKinds = {
  eu_vat: { name: 'EU VAT number', example: 'DE123456789' },
  gb_vat: { name: 'UK VAT number', example: 'GB123456789' },
  ch_vat: { name: 'Swiss VAT number', example: 'CHE-123.456.789 MWST' },
  no_vat: { name: 'Norwegian VAT number', example: '123456789MVA' },
  us_ein: { name: 'US employer number', example: '12-3456789' },
  ca_bn: { name: 'Canadian business number', example: '123456789' },
  au_abn: { name: 'Australian business number', example: '12345678912' },
  nz_gst: { name: 'New Zealand GST number', example: '123456789' },
  in_gst: { name: 'Indian GST number', example: '12ABCDE3456FGZH' },
} as const;

export type TaxIdKind = keyof typeof taxIdKinds;
export const taxIdKindNames = Object.keys(taxIdKinds) as TaxIdKind[];

/** One that was entered at Stripe may be of a kind that is not listed here. */
export function taxIdKindName(kind: string): string {
  return taxIdKinds[kind as TaxIdKind]?.name ?? 'Tax number';
}
