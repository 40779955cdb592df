import { expect, type Page } from 'playwright/test';

/**
 * Names a new workspace on the page that asks for it. The form's script offers an address as soon as it is there: what a
 * program types at that moment would be put behind the offer.
 */
export async function nameWorkspace(page: Page, name: string, slug: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  const address = page.getByLabel('Address');
  await expect(address).not.toHaveValue('');
  await address.fill(slug);
}
