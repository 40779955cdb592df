const flat = { width: '100%', border: '0', borderRadius: '0', boxShadow: 'none', background: 'none' } as const;

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
    cardBox: flat,
    card: { ...flat, padding: '2px', gap: '1.75rem' },
    header: { textAlign: 'start', alignItems: 'flex-start' },
    headerTitle: { fontSize: '1.5rem', lineHeight: '2rem', fontWeight: '600', letterSpacing: '-0.025em' },
    headerSubtitle: { fontSize: '0.875rem', lineHeight: '1.375rem', color: 'var(--ink-2)' },
    footer: { ...flat, marginTop: '1.5rem' },
    footerAction: { padding: '2px', justifyContent: 'flex-start', margin: '0' },
  },
} as const;

const profile = {
  ...theme,
  elements: {
    rootBox: { width: '100%' },
    cardBox: { width: '100%', maxWidth: 'none', boxShadow: 'var(--shadow-1)' },
  },
} as const;

export const appearance = { ...theme, signIn: page, signUp: page, userProfile: profile };
