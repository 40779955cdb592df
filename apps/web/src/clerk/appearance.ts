/** Legible on the page in both themes, which the accent's own fill is not. */
const link = { color: 'var(--accent-ink)' } as const;
const flat = {
  width: '100%',
  border: '0',
  borderRadius: '0',
  boxShadow: 'none',
  background: 'none',
} as const;

/** Our large button and field: Clerk's own have a gradient, an arrow and another height. */
const controls = {
  button: { '&::after': { display: 'none' } },
  formButtonPrimary: {
    height: '2.625rem',
    borderRadius: '8px',
    fontSize: '0.9375rem',
    fontWeight: '550',
    boxShadow: 'var(--shadow-1), inset 0 1px 0 oklch(1 0 0 / 0.14)',
    '&:hover': { background: 'var(--accent-solid-hover)' },
    '&:focus-visible': { boxShadow: 'var(--ring)' },
  },
  buttonArrowIcon: { display: 'none' },
  formFieldLabel: { fontWeight: '550' },
  formFieldInput: {
    height: '2.625rem',
    maxHeight: 'none',
    borderRadius: '8px',
    fontSize: '0.9375rem',
    '&:not(:focus):not([aria-invalid="true"])': { boxShadow: '0 0 0 1px var(--line-control)' },
    // A phone zooms in on a field with smaller text.
    '@media (pointer: coarse)': { height: '2.75rem', fontSize: '1rem' },
  },
} as const;

/** Clerk's components in the product's own tokens, so that they follow a tenant's accent and the dark theme. */
const theme = {
  cssLayerName: 'components',
  variables: {
    colorPrimary: 'var(--accent-solid)',
    colorPrimaryForeground: 'var(--on-accent)',
    colorDanger: 'var(--danger)',
    colorSuccess: 'var(--success)',
    colorWarning: 'var(--warn)',
    colorNeutral: 'var(--ink)',
    colorForeground: 'var(--ink)',
    colorMuted: 'var(--sunken)',
    colorMutedForeground: 'var(--ink-2)',
    colorBackground: 'var(--surface)',
    colorInput: 'var(--surface)',
    colorInputForeground: 'var(--ink)',
    colorRing: 'var(--accent-solid)',
    fontFamily: 'inherit',
    borderRadius: '0.375rem',
  },
  options: { logoPlacement: 'none', showOptionalFields: true },
} as const;

/** The page is the card, and the first step's heading is the page's. */
const page = {
  ...theme,
  elements: {
    rootBox: { width: '100%' },
    ...controls,
    // Wider than its column by the focus ring, which the card would cut off.
    cardBox: { ...flat, width: 'calc(100% + 8px)', maxWidth: 'none', margin: '-4px' },
    card: { ...flat, margin: '0', padding: '4px', gap: '1.75rem' },
    header: { textAlign: 'start', alignItems: 'flex-start' },
    headerTitle: {
      fontSize: '1.5rem',
      lineHeight: '2rem',
      fontWeight: '600',
      letterSpacing: '-0.025em',
      overflowWrap: 'anywhere',
    },
    headerSubtitle: { fontSize: '0.875rem', lineHeight: '1.375rem', color: 'var(--ink-2)' },
    footer: { ...flat, marginTop: '1.5rem', padding: '0 4px', alignItems: 'flex-start' },
    // Clerk's own padding has the higher specificity.
    footerAction: { padding: '0 !important', justifyContent: 'flex-start', margin: '0' },
    footerActionLink: link,
    formFieldAction: link,
    backLink: link,
    identityPreviewEditButton: link,
    identityPreview: { padding: '0', margin: '0', justifyContent: 'flex-start' },
    otpCodeField: { alignSelf: 'flex-start' },
    // A code is read from left to right in every language.
    otpCodeFieldInputs: { direction: 'ltr' },
    formResendCodeLink: { ...link, alignSelf: 'flex-start', padding: '0.5rem 0 0' },
  },
} as const;

const profile = {
  ...theme,
  elements: {
    rootBox: { width: '100%' },
    button: controls.button,
    cardBox: { width: '100%', maxWidth: 'none', boxShadow: 'var(--shadow-1)' },
    navbarButton: link,
    profileSectionPrimaryButton: link,
    menuButton__mfa: link,
    formButtonReset: link,
  },
} as const;

export const appearance = { ...theme, signIn: page, signUp: page, userProfile: profile };
