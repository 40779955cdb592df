/** Where the browser reaches a Frontend API that has no address of its own: only with the local cloud. */
export const proxyPath = '/__clerk';
