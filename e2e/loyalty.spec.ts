import { rest, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const stamp = Date.now();
const email = `loyal.${stamp}@example.com`;
const customer = async () =>
  (
    await rest<Listed<{ id: string; points: number; tier: string | null }>>(
      'GET',
      `/customers?email=${email}`,
    )
  ).items[0];

test('tiers and expiry are set in the settings of the store', async ({ page }) => {
  await page.goto('/settings/store');
  const loyalty = page.getByRole('region', { name: 'Loyalty' });
  await loyalty.getByRole('textbox', { name: /^Points expire after/ }).fill('365');
  await loyalty.getByRole('button', { name: 'Add a tier' }).click();
  await loyalty.getByRole('textbox', { name: 'Name of tier 1' }).fill('Silver');
  await loyalty.getByRole('textbox', { name: 'Points of tier 1' }).fill('100');
  await loyalty.getByRole('button', { name: 'Add a tier' }).click();
  await loyalty.getByRole('textbox', { name: 'Name of tier 2' }).fill('Gold');
  await loyalty.getByRole('textbox', { name: 'Points of tier 2' }).fill('500');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved. It applies from now on.')).toBeVisible();
  await page.reload();
  await expect(loyalty.getByRole('textbox', { name: 'Name of tier 2' })).toHaveValue('Gold');
});

test('points are given and taken by hand, with a reason, and never below zero', async ({ page }) => {
  await rest('POST', '/events', {
    id: `loyal-${stamp}`,
    type: 'customer-updated',
    customer: { email, firstName: 'Lola' },
    properties: {},
  });
  await expect.poll(async () => (await customer())?.points).toBe(0);
  const { id } = (await customer())!;
  await page.goto(`/customers/${id}`);
  const points = page.getByRole('region', { name: 'Loyalty points' });
  await expect(points).toContainText('0 points, 100 more to Silver');
  await expect(points).toContainText('Nothing was given yet.');

  const change = async (what: string) => {
    await points.getByRole('button', { name: 'Change loyalty points' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${what}`) }).click();
  };
  await change('Give or take points');
  const dialog = page.getByRole('dialog', { name: 'Change loyalty points' });
  await expect(dialog.getByRole('button', { name: 'Give points' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Points' }).fill('120');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Sorry for the late parcel');
  await dialog.getByRole('button', { name: 'Give points' }).click();
  await expect(points).toContainText('120 points, 380 more to Gold');
  await expect(points).toContainText('Silver');
  await expect(points.getByRole('list', { name: 'Changes of points' })).toContainText(
    'Sorry for the late parcel',
  );

  await change('Give or take points');
  await dialog.getByRole('radio', { name: /^Take points/ }).click();
  await dialog.getByRole('textbox', { name: 'Points' }).fill('121');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Used in the shop');
  await expect(dialog.getByText('They have 120 points.').last()).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Take points' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Points' }).fill('20');
  await dialog.getByRole('button', { name: 'Take points' }).click();
  await expect(points).toContainText('100 points');
  await expect(page.getByText('Loyalty points changed').first()).toBeVisible();

  await change('Grant a tier');
  const grant = page.getByRole('dialog', { name: 'Grant a tier' });
  await grant.getByRole('combobox', { name: 'Tier' }).click();
  await page.getByRole('option', { name: 'Gold' }).click();
  await grant.getByRole('textbox', { name: 'For' }).fill('30');
  await grant.getByRole('textbox', { name: 'Reason' }).fill('Wrote about us');
  await grant.getByRole('button', { name: 'Grant the tier' }).click();
  await expect(points).toContainText('Gold was granted, ends ');
});

test('other systems read and change points by the API', async () => {
  const { id } = (await customer())!;
  const after = await rest<{ balance: number; items: { reason: string }[] }>(
    'POST',
    `/customers/${id}/points`,
    { points: 5, reason: 'Survey' },
  );
  expect(after.balance).toBe(105);
  expect(after.items[0]?.reason).toBe('Survey');
  await expect(rest('POST', `/customers/${id}/points`, { points: -500, reason: 'x' })).rejects.toThrow(
    'points-too-few',
  );
});
