import { expect } from 'playwright/test';
import { browserEnvironment } from '../support/browser-environment.ts';

/** The local mailbox's newest mail to this address whose text matches, as the first group of the match. */
export async function mailedTo(address: string, pattern: RegExp): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(address)).map(({ text }) => pattern.exec(text)?.[1]).find(Boolean);
        return found;
      },
      { message: `a mail to ${address} with ${pattern}`, timeout: 20_000, intervals: [200, 300, 500] },
    )
    .toBeTruthy();
  return found ?? '';
}

async function mailsTo(address: string): Promise<{ subject: string; text: string }[]> {
  const { consoleUrl } = browserEnvironment();
  const response = await fetch(`${consoleUrl}/mail.json?to=${encodeURIComponent(address)}`);
  return (await response.json()) as { subject: string; text: string }[];
}

/** Of every mail to this address, as the mailbox has them. */
export async function subjectsTo(address: string): Promise<string[]> {
  return (await mailsTo(address)).map(({ subject }) => subject);
}
