/** Below every field for where a link leads. */
export const linkAddressHint =
  'A path on your site, e.g. /posts/welcome, or an address that begins with https://.';

export const spotOptions = [
  { value: 'header', label: 'At the top' },
  { value: 'footer', label: 'At the foot' },
  { value: 'nowhere', label: 'Hidden' },
];
