/**
 * What Clerk's code may know from the build alone. Named one by one, and in a file that names nothing else: Astro writes each
 * variable of the build that a file mentions into the function, secrets too, once the file asks for all of them.
 */
export const builtWith = {
  PUBLIC_CLERK_SIGN_IN_URL: import.meta.env.PUBLIC_CLERK_SIGN_IN_URL,
  PUBLIC_CLERK_SIGN_UP_URL: import.meta.env.PUBLIC_CLERK_SIGN_UP_URL,
  PUBLIC_CLERK_TELEMETRY_DISABLED: import.meta.env.PUBLIC_CLERK_TELEMETRY_DISABLED,
};
