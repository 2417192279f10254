import type { Page } from '@playwright/test';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Segment {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly counting: boolean;
  readonly condition: unknown;
}
interface Customer {
  readonly id: string;
  readonly ordersCount: number;
}

const segments = async () => (await rest<Listed<Segment>>('GET', '/segments')).items;
const named = async (name: string) => (await segments()).find((segment) => segment.name === name);
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const remove = (page: Page) => page.getByRole('button', { name: 'Remove', exact: true });

let id = '';
let flow = '';

test('a segment is built from a draft, with the number of people in sight, and saved', async ({ page }) => {
  await expect
    .poll(async () => (await rest<Listed<Customer>>('GET', '/customers?limit=50')).items.length, {
      timeout: 90_000,
    })
    .toBeGreaterThan(0);
  await page.goto('/segments');
  await part(page, 'Begin with').getByRole('link', { name: /^VIP/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Has bought');
  await page.getByRole('combobox', { name: 'Fact' }).fill('number of orders');
  await page.getByRole('option', { name: /^Number of orders/ }).click();
  await expect(page.getByText(/ match(es)? now/)).toBeVisible();

  // Another screen and back: the draft is still there, and nothing was saved.
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Flows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Has bought');
  expect(await segments()).toEqual([]);

  await page.getByRole('button', { name: 'Save segment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Has bought' })).toBeVisible();
  id = page.url().split('/').at(-1) ?? '';
  await expect(page.getByText(/^[\d,]+ people are in it now\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(part(page, 'People').getByRole('table').getByRole('link').first()).toBeVisible();
  await page.goto('/segments');
  const row = page.getByRole('row').filter({ hasText: 'Has bought' });
  await expect(row).toContainText('Number of orders is at least 1');
});

test('a second one of the same name is refused in place, and is saved under another', async ({ page }) => {
  await page.goto('/segments/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('has BOUGHT');
  await page.getByRole('button', { name: 'Save segment' }).click();
  await expect(page.getByText('Say who belongs to the segment.')).toBeVisible();
  await page.getByRole('button', { name: 'Condition', exact: true }).click();
  await page.getByRole('combobox', { name: 'Fact' }).fill('segment');
  await page.getByRole('option', { name: /^Segment/ }).click();
  await page.getByRole('combobox', { name: 'Segments' }).click();
  await page.getByRole('option', { name: /^Has bought/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Comparison' }).click();
  await page.getByRole('option', { name: 'is not in', exact: true }).click();
  await page.getByRole('button', { name: 'Save segment' }).click();
  await expect(page.getByText('Another segment has this name. Choose another name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Only looked');
  await page.getByRole('button', { name: 'Save segment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Only looked' })).toBeVisible();
  expect((await named('Only looked'))?.condition).toEqual({
    fact: 'customer.segments',
    operator: 'does-not-contain',
    value: [id],
    called: { [id]: 'Has bought' },
  });
});

test('it is found in the condition of a flow, and starts a flow of its own', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await page.getByRole('button', { name: 'Start a flow from this' }).click();
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}/);
  flow = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  const card = page.locator('[data-step]').filter({ hasText: 'is in segment Has bought' });
  await card.click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await expect(panel.getByText(/ match(es)? now/)).toBeVisible();
  await panel.getByRole('combobox', { name: 'Segments' }).click();
  await page.getByRole('option', { name: /^Only looked/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-step]').filter({ hasText: 'Has bought or Only looked' })).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { graph } = await rest<FlowAnswer>('GET', `/flows/${flow}`);
  const other = (await named('Only looked'))?.id ?? '';
  expect(graph.nodes[0]?.config['condition']).toEqual({
    fact: 'customer.segments',
    operator: 'contains',
    value: [id, other],
    called: { [id]: 'Has bought', [other]: 'Only looked' },
  });
});

test('a customer who is in it says so, and leads to it', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await part(page, 'People').getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/customers\//);
  await part(page, 'Segments').getByRole('link', { name: 'Has bought' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Has bought' })).toBeVisible();
});

test('a change of its condition is explained, can be discarded, and counts once it is saved', async ({
  page,
}) => {
  await page.goto(`/segments/${id}`);
  const least = page.getByRole('textbox', { name: 'Value' });
  await least.fill('2');
  await least.press('Tab');
  await expect(page.getByText(/has not crossed the line, so it starts no flow/)).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(least).toHaveValue('1');
  const before = (await named('Has bought'))?.people ?? 0;
  await least.fill('2');
  await least.press('Tab');
  await page.getByRole('textbox', { name: 'Name' }).fill('Came back');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Came back' })).toBeVisible();
  await expect.poll(async () => (await named('Came back'))?.people ?? before).toBeLessThan(before);
  // Where it is chosen, it has its new name.
  await page.goto(`/segments/${(await named('Only looked'))?.id}`);
  await expect(page.getByRole('button', { name: 'Remove Came back' })).toBeVisible();
});

test('it cannot be removed while it is used, and can be afterwards', async ({ page }) => {
  await page.goto(`/segments/${id}`);
  await expect(part(page, 'Used by').getByRole('link', { name: 'Only looked' })).toBeVisible();
  await remove(page).click();
  const asked = page.getByRole('dialog');
  await expect(asked.getByRole('heading', { name: 'Came back is still used' })).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Remove segment' })).toHaveCount(0);
  await asked.getByRole('link', { name: 'Has bought' }).click();
  await page.waitForURL(/\/flows\//);

  const { graph } = await rest<FlowAnswer>('GET', `/flows/${flow}`);
  const nodes = graph.nodes.map((node) => ({
    ...node,
    config: { ...node.config, condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 } },
  }));
  await rest('PUT', `/flows/${flow}`, { graph: { ...graph, nodes } });
  await page.goto(`/segments/${(await named('Only looked'))?.id}`);
  for (const segment of ['Only looked', 'Came back']) {
    if (segment !== 'Only looked') await page.goto(`/segments/${id}`);
    await remove(page).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove segment' }).click();
    await page.waitForURL(/\/segments$/);
    await expect(page.getByRole('row').filter({ hasText: segment })).toHaveCount(0);
  }
  expect(await segments()).toEqual([]);
  await expect(part(page, 'Begin with')).toBeVisible();
});

test('a condition says that a segment it names no longer exists', async ({ page }) => {
  const { id: other } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Names one that is gone',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      edges: [],
      nodes: [
        {
          id: 'trigger',
          kind: 'segment-trigger',
          version: 0,
          config: {
            condition: {
              fact: 'customer.segments',
              operator: 'contains',
              value: [id],
              called: { [id]: 'Came back' },
            },
          },
        },
      ],
    },
  });
  await page.goto(`/flows/${other}`);
  await page.locator('[data-step]').first().click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await expect(panel.getByText('Came back (no longer exists)')).toBeVisible();
  await panel.getByRole('button', { name: 'Remove Came back (no longer exists)' }).click();
  await expect(panel.getByText('No segment saved yet.')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Save the first one' })).toHaveAttribute(
    'href',
    '/segments/new',
  );
});
