import { browserEnvironment } from '../support/browser-environment.ts';

/** Enters a record at the local name server, as a person does on the console's DNS page. */
export async function enterRecord(type: 'TXT' | 'CNAME', name: string, value: string): Promise<void> {
  await post('/dns/add', { type, name, value });
}

async function post(path: string, fields: Record<string, string>): Promise<void> {
  const { consoleUrl } = browserEnvironment();
  const response = await fetch(`${consoleUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: consoleUrl },
    body: new URLSearchParams(fields),
  });
  if (response.status !== 303) throw new Error(`The console answered ${response.status} to ${path}.`);
}
