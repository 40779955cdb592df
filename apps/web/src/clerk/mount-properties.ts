/**
 * Hands the properties that `ClerkComponent.astro` left as JSON to Clerk's own mounting code, which reads this map.
 * The SDK's components write it with an inline script instead, which the content security policy forbids.
 */
const properties = new Map<string, Map<string, Record<string, unknown>>>();
for (const element of document.querySelectorAll<HTMLScriptElement>('script[data-clerk-properties]')) {
  const component = element.dataset.clerkProperties ?? '';
  properties.set(component, new Map([[`clerk-${component}`, JSON.parse(element.text)]]));
}
window.__astro_clerk_component_props = properties;
