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
  // The demo shop's history is counted soon after it is there; a count before it finds nothing, and the next one is minutes away.
  const ordersOfMonth = async () =>
    (await rest<{ figures: readonly { id: string; value: number }[] }>('GET', '/reports/month')).figures.find(
      ({ id }) => id === 'orders',
    )?.value;
  await expect.poll(ordersOfMonth, { timeout: 120_000 }).toBeGreaterThan(100);
  await rest('POST', '/automation/count', {});
  await expect.poll(async () => (await forYourStore()).orders ?? 0, { timeout: 120_000 }).toBeGreaterThan(0);
  const names = new Map(
    (await rest<Listed<{ id: string; title: string }>>('GET', '/templates')).items.map(({ id, title }) => [
      id,
      title,
    ]),
  );
  // The store may be counted anew between the two readings while its history is arriving.
  await expect(async () => {
    const { templates } = await forYourStore();
    await page.goto('/gallery');
    await expect(page.getByRole('region', { name: 'For your store' })).toContainText('orders a month');
    await expect(titles(page)).toHaveText(
      templates.map(({ template }) => names.get(template)!),
      { timeout: 5_000 },
    );
  }).toPass({ timeout: 60_000 });
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

test('a flow of another system is graded from its file, and taken out again', async ({ page }) => {
  const metric = (id: string, name: string) => ({ type: 'metric', id, attributes: { name } });
  const message = { id: 'm', name: 'Your cart', subject_line: 'Your cart', from_email: 'shop@example.com' };
  const action = (id: string, next: string | null) => ({
    id,
    type: 'send-email',
    links: { next },
    data: { status: 'live', message: { ...message, id } },
  });
  const file = {
    data: {
      type: 'flow',
      id: 'F1',
      attributes: {
        name: 'Cart reminder of old',
        status: 'live',
        definition: {
          triggers: [{ type: 'metric', id: 'M1', trigger_filter: null }],
          profile_filter: null,
          entry_action_id: 'a1',
          reentry_criteria: { duration: 7, unit: 'day' },
          actions: [action('a1', 'a2'), action('a2', null)],
        },
      },
    },
    included: [metric('M1', 'Checkout Started')],
  };
  const give = (name: string, text: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await page.goto('/automation');
  const part = page.getByRole('region', { name: 'What runs elsewhere, graded' });
  const drop = part.getByLabel('File of a flow that runs elsewhere');
  await drop.setInputFiles(give('notes.txt', 'not a flow'));
  await expect(part.getByRole('alert')).toContainText('cannot be');
  await drop.setInputFiles(give('klaviyo.json', JSON.stringify(file)));
  const own = part.getByRole('listitem').filter({ hasText: 'Cart reminder of old' }).first();
  await expect(own).toContainText('Klaviyo');
  await expect(own).toContainText('No exit rule ends it when somebody orders.');
  await expect(own).toContainText('Two of its messages follow each other without a wait.');
  await expect(part.getByRole('alert')).toHaveCount(0);
  await page.goto('/gallery');
  await expect(
    page.getByText('“Klaviyo: Cart reminder of old” is for the same moment already.').first(),
  ).toBeVisible();
  await page.goto('/automation');
  await part.getByRole('button', { name: 'Take Cart reminder of old out of the audit' }).click();
  await expect(part.getByText('Cart reminder of old')).toHaveCount(0);
});
