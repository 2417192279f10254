import { expect, test } from '@playwright/test';
import { product, signIn } from './product.ts';

test('a fresh start is healthy in every part', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
});

test('somebody who is not signed in is sent to the sign-in page and comes back after signing in', async ({
  page,
}) => {
  await page.goto('/flows');
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page);
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('the first API key that was printed opens the API', async ({ request }) => {
  const answer = await request.get('/api/v1/templates', {
    headers: { authorization: `Bearer ${product.apiKey()}` },
  });
  expect(answer.status()).toBe(200);
});
