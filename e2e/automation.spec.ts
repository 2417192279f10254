import type { Page } from '@playwright/test';
import { rest, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Fit {
  readonly template: string;
  readonly place: string;
  readonly earns: { readonly low: number; readonly high: number } | null;
}
interface ForYourStore {
  readonly countedAt: string | null;
  readonly orders: number | null;
  readonly templates: readonly Fit[];
}
interface Automation {
  readonly flows: readonly { readonly id: string; readonly name: string; readonly grade: string }[];
}

const forYourStore = () => rest<ForYourStore>('GET', '/automation/for-your-store');
const titles = (page: Page) => page.getByRole('article').getByRole('heading', { level: 2 });

test('the gallery begins with what this store should begin with, and says why', async ({ page }) => {
  // The demo shop's history is counted soon after it is there.
  await rest('POST', '/automation/count', {});
  await expect.poll(async () => (await forYourStore()).orders ?? 0, { timeout: 120_000 }).toBeGreaterThan(0);
  const { templates } = await forYourStore();
  const names = new Map(
    (await rest<Listed<{ id: string; title: string }>>('GET', '/templates')).items.map(({ id, title }) => [
      id,
      title,
    ]),
  );
  await page.goto('/gallery');
  await expect(page.getByRole('region', { name: 'For your store' })).toContainText('orders a month');
  await expect(titles(page)).toHaveText(templates.map(({ template }) => names.get(template)!));
  const first = page.getByRole('article').first();
  await expect(first).toContainText('Begin here');
  await expect(first).toContainText(' a month');

  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'By name' }).click();
  await expect(page).toHaveURL(/order=name/);
  await expect(titles(page).first()).toHaveText('Abandoned cart, AI');
  await page.reload();
  await expect(titles(page)).toHaveText(
    [...names.values()].toSorted((one, other) => one.localeCompare(other)),
  );
});

test('the calculation is open: every number can be changed, and put back', async ({ page }) => {
  await page.goto('/gallery?look=abandoned-cart-classic');
  const part = page.getByRole('dialog').getByRole('region', { name: 'What it should earn here' });
  await expect(part.getByRole('row', { name: /^Orders because of it/ })).toBeVisible();
  const said = part.getByRole('status');
  const before = await said.textContent();
  await part.getByText('The numbers behind it').click();
  const people = part.getByRole('textbox', { name: 'People who would enter in a month' });
  const known = await people.inputValue();
  await people.fill('100000');
  await people.press('Tab');
  await expect(said).toContainText('With your numbers.');
  await expect(said).not.toHaveText(before!);
  await expect(part.getByText('Your number.')).toBeVisible();
  await part.getByRole('button', { name: 'Put back: People who would enter in a month' }).click();
  await expect(people).toHaveValue(known);
  await expect(said).toHaveText(before!);

  // A number that is taken out is missing, and that is said in place of a figure.
  await people.fill('');
  await people.press('Tab');
  await expect(said).toContainText('Not known yet: how many people would enter.');
  await part.getByRole('button', { name: 'Put all numbers back' }).click();
  await expect(said).toHaveText(before!);
});

test('what runs is graded with its evidence, and leads to where it is mended', async ({ page }) => {
  const { id } = await rest<{ id: string }>('POST', '/flows', {
    name: 'Graded',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      settings: { holdout: 0 },
      nodes: [
        { id: 'trigger', kind: 'event-trigger', version: 0, config: { events: ['signed-up-somewhere'] } },
        { id: 'end', kind: 'end', version: 0, config: {} },
      ],
      edges: [{ id: 'one', from: 'trigger', port: 'next', to: 'end' }],
    },
  });
  await rest('POST', `/flows/${id}/publish`, {});
  const { flows } = await rest<Automation>('GET', '/automation');
  expect(flows.find((flow) => flow.id === id)?.grade).toBe('D');

  await page.goto('/');
  await page.getByRole('link', { name: 'What comes next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Automation' })).toBeVisible();
  await expect(page.getByText(/^Your store is at level [1-5] of 5\./)).toBeVisible();
  await expect(page.getByText('You are here')).toBeVisible();
  const runs = page.getByRole('region', { name: 'What runs, graded' });
  await expect(runs.getByText('Nobody is held out.').first()).toBeVisible();
  const own = runs.getByRole('listitem').filter({ hasText: 'Open Graded' }).first();
  await own.getByRole('link', { name: 'Mend: Nobody is held out.' }).click();
  await expect(page).toHaveURL(new RegExp(`/flows/${id}\\?panel=settings`));
  await expect(page.getByText('Holdout').first()).toBeVisible();
  await rest('POST', `/flows/${id}/stop`, {});
});
