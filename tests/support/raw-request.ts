import { request } from 'node:http';
import { browserEnvironment } from './browser-environment.ts';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
}

/** One HTTP request to the product, as it is: no redirects followed, no cookies kept, any Host header. */
export function rawRequest(options: {
  host: string;
  path: string;
  method?: string | undefined;
  headers?: Record<string, string> | undefined;
  body?: string;
}): Promise<RawAnswer> {
  const { port } = new URL(browserEnvironment().appUrl);
  const { host, path, method = 'GET', headers, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname: '127.0.0.1', port, path, method, headers: { ...headers, host } },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        const flat = Object.entries(answer.headers).map(([name, value]) => [name, value?.toString()]);
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(flat),
          body: Buffer.concat(chunks).toString(),
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
