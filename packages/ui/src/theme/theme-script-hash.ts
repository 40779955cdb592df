/** The `script-src` source of a Content-Security-Policy that lets the theme script run. */
export const themeScriptHash = "'sha256-14pmAEkNFVlvxIldtyo7yegqCgndqmV17M3UJd4GJzQ='";
