/** The European Economic Area: the Union's members, and Iceland, Liechtenstein and Norway. ISO 3166-1 alpha-2. */
export const economicArea: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

/** Parts of members that have a code of their own: Åland, and the outermost regions and collectivities of France. */
export const partsOfMembers: readonly string[] = 'AX BL GF GP MF MQ PM RE YT'.split(' ');
