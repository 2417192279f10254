import { rest } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface GlobalHoldout {
  readonly share: number;
  readonly isDrawing: boolean;
  readonly periods: readonly { readonly treated: { people: number }; readonly heldOut: { people: number } }[];
}
const read = () => rest<GlobalHoldout>('GET', '/global-holdout');

test('while it is off, Results says how to begin and how long it takes', async ({ page }) => {
  await page.goto('/results');
  await expect(page.getByRole('heading', { name: 'Results', level: 1 })).toBeVisible();
  await expect(page.getByText('Hold some people out of all flows')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '5%' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the guardrails' }).click();
  await expect(page).toHaveURL(/\/settings\/guardrails$/);
});

test('a share is set in the guardrail, people are divided, and Results compares them', async ({ page }) => {
  // The worker looks for a new share once a minute.
  test.setTimeout(240_000);
  await page.goto('/settings/guardrails');
  const row = page.getByRole('listitem').filter({ hasText: 'Global holdout' }).first();
  await row.getByRole('button', { name: /Settings/ }).click();
  const share = page.getByRole('textbox', { name: 'Share held out' });
  await share.fill('20');
  await share.blur();
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect.poll(async () => (await read()).share).toBe(0.2);
  await expect.poll(async () => (await read()).isDrawing, { timeout: 90_000 }).toBe(false);
  const [period] = (await read()).periods;
  expect(period!.treated.people + period!.heldOut.people).toBeGreaterThan(0);

  await page.goto('/results');
  await expect(page.getByRole('columnheader', { name: 'Global holdout' })).toBeVisible();
  await expect(page.getByText('20% held out, since')).toBeVisible();
  await expect(page.getByText('Why they differ')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Sum of the flows' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^all-results-.*\.csv$/);
});

test('on a phone nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/results');
  await expect(page.getByText('Why they differ')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('without the share it ends, and the period stays', async () => {
  await rest('PUT', '/guardrails', { settings: { 'global-holdout': { share: 0 } } });
  const off = await read();
  expect(off.share).toBe(0);
  expect(off.periods).toHaveLength(1);
});
