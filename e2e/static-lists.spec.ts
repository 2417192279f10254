import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Customer {
  readonly id: string;
  readonly email: string | null;
}
interface Member {
  readonly email: string | null;
}

const people = (page: Page) => page.getByRole('region', { name: 'People', exact: true });
const members = async () => (await rest<Listed<Member>>('GET', `/segments/${id}/members?limit=50`)).items;

let id = '';
let known: readonly string[] = [];

test('a list is made and people are put on it by their addresses', async ({ page }) => {
  const enough = async () => {
    const { items } = await rest<Listed<Customer>>('GET', '/customers?limit=50');
    known = items.flatMap(({ email }) => email ?? []).slice(0, 3);
    return known.length;
  };
  await expect.poll(enough, { timeout: 90_000 }).toBe(3);
  await page.goto('/segments');
  await page.getByRole('button', { name: 'New list' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Make the list' })).toBeDisabled();
  await dialog.getByLabel('Name').fill('Fair guests');
  await dialog.getByLabel('Name').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Fair guests' })).toBeVisible();
  id = page.url().split('/').at(-1) ?? '';
  await expect(people(page).getByText('Nobody is on this list yet')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add people' }).click();
  await dialog
    .getByLabel('E-mail addresses or phone numbers')
    .fill(`Guest <${known[0]}>\n${known[1]}, ${known[2]?.toUpperCase()}; nobody@example.org\n${known[0]}`);
  await dialog.getByRole('button', { name: 'Add 4' }).click();
  await expect(dialog.getByText(/^3 people were added\./)).toBeVisible();
  await expect(dialog.getByText('nobody@example.org')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('3 people are on it now.')).toBeVisible();
  expect((await members()).map(({ email }) => email).sort()).toEqual([...known].sort());
});

test('somebody is taken off it, and back by one press', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await expect(people(page).getByRole('row')).toHaveCount(4);
  await people(page)
    .getByRole('button', { name: / off this list$/ })
    .first()
    .click();
  await expect(people(page).getByRole('row')).toHaveCount(3);
  expect(await members()).toHaveLength(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(people(page).getByRole('row')).toHaveCount(4);
});

test('it is on the page of the person, who can be put on it there', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await people(page).getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/customers\//);
  const part = page.getByRole('region', { name: 'Segments', exact: true });
  await expect(part.getByRole('link', { name: 'Fair guests' })).toBeVisible();
  await part.getByRole('button', { name: 'Take off Fair guests' }).click();
  await expect(part.getByRole('link', { name: 'Fair guests' })).toBeHidden();
  await part.getByRole('button', { name: 'Add to a list' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'List' }).click();
  await page.getByRole('option', { name: 'Fair guests' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(part.getByRole('link', { name: 'Fair guests' })).toBeVisible();
  expect(await members()).toHaveLength(3);
});

test('a step of a flow chooses it by name', async ({ page }) => {
  const graph = {
    schemaVersion: 2,
    subject: 'customer',
    nodes: [
      { id: 'trigger', kind: 'event-trigger', version: 0, config: { event: 'asked' } },
      { id: 'list', kind: 'list-membership', version: 0, config: {} },
      { id: 'end', kind: 'end', version: 0, config: {} },
    ],
    edges: [
      { id: 'one', from: 'trigger', port: 'next', to: 'list' },
      { id: 'two', from: 'list', port: 'next', to: 'end' },
    ],
  };
  const flow = await rest<FlowAnswer>('POST', '/flows', { name: 'Guests', graph });
  await page.goto(`/flows/${flow.id}`);
  await page.locator('[data-step]').filter({ hasText: 'Put on a list' }).click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await panel.getByRole('combobox', { name: 'List', exact: true }).click();
  await page.getByRole('option', { name: 'Fair guests' }).click();
  await expect(page.locator('[data-step]').filter({ hasText: 'Put on “Fair guests”' })).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`/segments/${id}`);
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog').getByText('Fair guests is still used')).toBeVisible();
});

test('two people who change it at once are told', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await page.getByRole('textbox', { name: 'Description' }).fill('From the spring fair');
  await rest('PUT', `/segments/${id}`, { name: 'Spring guests' });
  await page.getByRole('button', { name: 'Save changes' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Spring guests was changed meanwhile')).toBeVisible();
  await dialog.getByRole('button', { name: 'Look at theirs' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Spring guests');
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('');
});
