/**
 * Who runs this site. The one place to fill in before the site is shown to anybody; what is in square brackets is a
 * placeholder, and every legal page says so while one is left.
 */
export const operatorDetails = {
  name: '[Name of the person or firm]',
  address: ['[Street and number]', '[Postcode and town]', '[Country]'],
  represented: '[Who may sign for it]',
  register: '[Register, court and number, or “none”]',
  vatId: '[VAT identification number, or “none”]',
  email: '[hello@your-domain]',
  securityEmail: '[security@your-domain]',
  privacyEmail: '[privacy@your-domain]',
  law: '[Country whose law applies]',
  court: '[Town of the court]',
  /** Where what people enter is kept: the regions that were chosen at the services below. */
  regions: '[Region of the database and of the functions]',
} as const;

/** Whether somebody has filled everything in. */
export const isFilledIn = !Object.values(operatorDetails)
  .flat()
  .some((text) => text.startsWith('['));
