/**
 * Addresses no workspace may take: names of the platform's own hosts and pages, names mail and browsers give a meaning
 * of their own, and names that would pass for the people who run the platform.
 */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `
  www www1 www2 web api apis app apps admin administrator root system static assets asset cdn media images image img
  files file fonts font css js public private internal local localhost localdomain broadcasthost
  mail email smtp imap pop pop3 mx mta ns ns1 ns2 ns3 dns ftp sftp ssh vpn proxy gateway relay
  autoconfig autodiscover wpad isatap well-known dmarc domainkey bounce bounces mailer-daemon postmaster hostmaster
  webmaster abuse noreply no-reply donotreply newsletter unsubscribe
  auth oauth oauth2 oidc sso saml login log-in logout log-out signin sign-in signout sign-out signup sign-up register
  password passwords reset verify verification clerk accounts account session sessions token tokens
  dashboard workspace workspaces operator operators staff owner owners member members guest guests user users profile
  settings preferences invitation invitations invite invites join team teams people
  billing invoice invoices payment payments pay checkout plan plans pricing price prices subscribe subscription
  subscriptions stripe refund refunds tax legal terms privacy cookies imprint security trust compliance gdpr dpa
  help support contact about blog news press jobs careers docs documentation guide guides faq status health healthz
  ping ready metrics monitor monitoring log logs audit report reports analytics
  dev develop development test tests testing stage staging preview previews demo sandbox beta alpha canary prod
  production release releases deploy deploys branch main master
  netlify neon prisma astro archipelago console mailbox webhook webhooks hook hooks event events queue worker workers
  edge functions function server client database postgres redis git github
  home index default example examples sample official verified null undefined true false none new edit delete create
  search explore discover feed rss atom sitemap robots favicon manifest service-worker
  `
    .split(/\s+/)
    .filter((slug) => slug !== ''),
);
