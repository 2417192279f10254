import { rest } from './rest.ts';
import { expect, test } from './test.ts';

interface Report {
  readonly title: string;
  readonly day: string;
  readonly earlier: string;
  readonly figures: readonly { readonly id: string; readonly value: number }[];
  readonly summary: readonly string[];
}
const report = (period: string, day?: string) =>
  rest<Report>('GET', `/reports/${period}${day ? `?day=${day}` : ''}`);

test('a day is read, stepped back from, and followed from one of its days', async ({ page }) => {
  const yesterday = await report('day');
  await page.goto('/reports');
  await expect(page.getByText(`${yesterday.title}, compared with`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'What stands out' })).toContainText(yesterday.summary[0]!);
  const orders = yesterday.figures.find(({ id }) => id === 'orders')!;
  await expect(page.getByRole('group', { name: 'Figures' })).toContainText(
    `Orders${orders.value.toLocaleString('en-US')}`,
  );

  await page.getByRole('button', { name: 'The day before' }).click();
  await expect(page).toHaveURL(new RegExp(`day=${yesterday.earlier}`));
  await expect(
    page.getByText(`${(await report('day', yesterday.earlier)).title}, compared with`),
  ).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'The day after' }).click();
  await expect(page.getByText('Today so far')).toBeVisible();
  await expect(page.getByRole('button', { name: 'The day after' })).toBeDisabled();

  await page.getByRole('tab', { name: 'Week' }).click();
  const week = await report('week');
  await expect(page.getByText(`${week.title}, compared with the week before.`)).toBeVisible();
  await page.getByText('All days as a table').click();
  await page.getByRole('table', { name: 'Days' }).getByRole('link').last().click();
  await expect(page).toHaveURL(new RegExp(`period=day&day=${week.day}`));
  await expect(page.getByText(`${(await report('day', week.day)).title}, compared with`)).toBeVisible();
});

test('a month has cohorts, a file, and paper without navigation', async ({ page }) => {
  await page.goto('/reports?period=month');
  const cohorts = page.getByRole('table', { name: 'Cohorts' });
  await expect(cohorts.getByRole('row')).not.toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Lifetime value by channel' })).toContainText(
    'No message before it',
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeHidden();
  await expect(cohorts).toBeVisible();
  // All of it is on the paper: nothing scrolls inside the page.
  expect(await page.locator('main').evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0);
});

test('a day that has not come says so, and the way back is there', async ({ page }) => {
  await page.goto('/reports?period=day&day=2199-01-01');
  await expect(page.getByText(/There is no|not found|was not found/i)).toBeVisible();
  await page.getByRole('tab', { name: 'Week' }).click();
  await expect(page.getByRole('group', { name: 'Figures' })).toBeVisible();
});
