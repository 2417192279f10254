import type { Page } from '@playwright/test';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const card = (page: Page, name: RegExp) =>
  page.locator('[data-step]').and(page.getByRole('button', { name }));

async function nameStep(page: Page, at: RegExp, name: string): Promise<void> {
  await card(page, at).click();
  await page.getByRole('textbox', { name: /^Name on the canvas/ }).fill(name);
}

test('two tabs that change different steps of one draft keep both changes', async ({ page, context }) => {
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-classic/clone', {});
  const other = await context.newPage();
  await Promise.all([page.goto(`/flows/${id}`), other.goto(`/flows/${id}`)]);
  await nameStep(page, /^Wait 1 hour/, 'A first while');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await nameStep(other, /^E-mail: reminder/, 'The first word');
  await expect(other.getByText('Saved', { exact: true })).toBeVisible();
  const names = async () =>
    (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.map((node) => node.name);
  await expect.poll(names).toEqual(expect.arrayContaining(['A first while', 'The first word']));
  await expect(card(other, /^A first while/)).toBeVisible();
});

test('two tabs that change the same step ask which change to keep', async ({ page, context }) => {
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-classic/clone', {});
  const other = await context.newPage();
  await Promise.all([page.goto(`/flows/${id}`), other.goto(`/flows/${id}`)]);
  await nameStep(page, /^Wait 1 hour/, 'Mine');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await nameStep(other, /^Wait 1 hour/, 'Theirs');
  const question = other.getByRole('dialog', { name: /changed this too/ });
  await expect(question).toBeVisible();
  const stored = async () =>
    (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.find((node) => node.id === 'first-wait')
      ?.name;
  expect(await stored()).toBe('Mine');
  await question.getByRole('radio', { name: /^Mine/ }).click();
  await question.getByRole('button', { name: 'Keep these' }).click();
  await expect(question).toBeHidden();
  await expect.poll(stored).toBe('Theirs');
});
