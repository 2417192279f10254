import type { Page } from '@playwright/test';

/** The running product, from the environment that `start-product.ts` set. */
export const product = {
  url: () => told('MILLRACE_E2E_URL'),
  email: () => told('MILLRACE_ADMIN_EMAIL'),
  password: () => told('MILLRACE_ADMIN_PASSWORD'),
  apiKey: () => told('MILLRACE_API_KEY'),
};

/** Signs in as the owner and waits for Home. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(product.email());
  await page.getByRole('textbox', { name: 'Password' }).fill(product.password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

function told(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: browser tests are run by \`npm test -- browser\`.`);
  return value;
}
