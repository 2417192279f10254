import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const images = join(dirname(fileURLToPath(import.meta.url)), '../docs/images');

test.setTimeout(300_000);

/** Not part of `npm test`: it writes the pictures of the README. `MILLRACE_PICTURES=1 npm test -- browser pictures`. */
test('the README shows the canvas as it is', async ({ page }) => {
  const flow = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone');
  await rest('POST', `/flows/${flow.id}/publish`, {});
  await page.goto(`/flows/${flow.id}`);
  await expect(page.getByText('Kind of shopper').first()).toBeVisible({ timeout: 120_000 });
  await page.waitForTimeout(Number(process.env['MILLRACE_PICTURES_WAIT'] ?? 2_000));
  await page.screenshot({ path: join(images, 'canvas.png') });
});
