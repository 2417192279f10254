import { expect, test } from '@playwright/test';
import { product, signIn } from './product.ts';

test('after a first start every part is healthy', async ({ request }) => {
  const answer = await request.get('/api/health');
  expect(answer.status()).toBe(200);
});

test('a signed-out user is sent to the sign-in page and returns after signing in', async ({ page }) => {
  await page.goto('/flows');
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page);
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('the API accepts the first key that was printed', async ({ request }) => {
  const answer = await request.get('/api/v1/templates', {
    headers: { authorization: `Bearer ${product.apiKey()}` },
  });
  expect(answer.status()).toBe(200);
});
