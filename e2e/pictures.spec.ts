import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const images = join(dirname(fileURLToPath(import.meta.url)), '../docs/images');

/**
 * Writes the pictures of the README. Not part of `npm test`; run it with `MILLRACE_PICTURES=1 npm test --
 * browser pictures`.
 */
test('the README shows the canvas while people go through it', async ({ page }) => {
  test.setTimeout(600_000);
  const flow = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await rest('POST', `/flows/${flow.id}/publish`, {});
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(`/flows/${flow.id}`);
  await page.getByRole('radio', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'Hide this column' }).click();
  await expect(
    page
      .locator('[data-step]')
      .first()
      .getByText(/came here/),
  ).toBeVisible({ timeout: 90_000 });
  // Long enough for waits of an hour, which take a minute, and for the first messages.
  await page.waitForTimeout(Number(process.env['MILLRACE_PICTURES_WAIT'] ?? 120_000));
  await page.screenshot({ path: join(images, 'canvas.png') });
});
