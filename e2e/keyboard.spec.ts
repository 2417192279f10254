import { expectFocusSeen, tabTo } from './keys.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

test('a flow of four steps is built, connected and set up without a mouse', async ({ page }) => {
  const made = await rest<FlowAnswer>('POST', '/flows', { name: 'By keyboard alone' });
  await page.goto(`/flows/${made.id}`);
  const step = (name: RegExp) => page.locator('[data-step]').and(page.getByRole('button', { name }));
  const add = async (word: string) => {
    await page.keyboard.press('a');
    await expect(page.getByRole('dialog', { name: 'Add a step' }).getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(word);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  };

  await tabTo(page, step(/^Event\./));
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('combobox', { name: 'Event' }));
  await expectFocusSeen(page);
  await page.keyboard.type('left a cart');
  await expect(page.getByRole('option').first()).toHaveText(/Abandoned cart/);
  await expect(page.getByRole('option').last()).toHaveText(/Use custom event “left-a-cart”/);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Add exit rule' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(step(/Abandoned cart/)).toBeFocused();

  await add('wait');
  const hours = page.getByRole('textbox', { name: 'Wait for' });
  await expect(hours).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Escape');
  await expect(step(/Wait for 2 hours/)).toBeFocused();

  await add('e-mail');
  await expect(page.getByRole('button', { name: 'Write the e-mail' })).toBeFocused();
  await page.keyboard.press('Enter');
  const writing = page.getByRole('dialog', { name: 'Send e-mail' });
  await tabTo(page, writing.getByRole('textbox', { name: 'Subject' }));
  await page.keyboard.type('Your cart is kept');
  await tabTo(page, writing.getByRole('textbox', { name: 'Text' }));
  await page.keyboard.type('It is still here.');
  await page.keyboard.press('Escape');
  await expect(writing).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(step(/Your cart is kept/)).toBeFocused();

  await add('end');
  await page.keyboard.press('Escape');
  await expect(step(/^End\./)).toBeFocused();
  await expect(page.locator('[data-step]')).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();

  // Changes the branch of the wait, and back again.
  await page.keyboard.press('ArrowUp');
  await expect(step(/Your cart is kept/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(step(/Wait for 2 hours/)).toBeFocused();
  await page.keyboard.press('c');
  const connecting = page.getByRole('dialog', { name: /^Connect/ });
  await expect(connecting.getByRole('combobox', { name: 'Leads to' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, connecting.getByRole('button', { name: 'Connect', exact: true }));
  await page.keyboard.press('Enter');
  await expect(connecting).toBeHidden();
  await expect(page.getByRole('button', { name: /problem/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();

  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { graph } = await rest<FlowAnswer>('GET', `/flows/${made.id}`);
  expect(graph.nodes.map((node) => node.kind)).toEqual(['event-trigger', 'wait', 'send-email', 'end']);
  expect(graph.edges).toHaveLength(3);
});

test('the outline is a tree of the flow with arrow-key navigation', async ({ page }) => {
  const made = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await page.goto(`/flows/${made.id}`);
  await tabTo(page, page.getByRole('button', { name: /^Abandoned cart/ }));
  await page.keyboard.press('o');
  const tree = page.getByRole('tree', { name: 'Outline of the flow' });
  const row = (name: RegExp) => tree.getByRole('treeitem', { name });
  await expect(tree).toBeVisible();
  await expect(row(/^Kind of shopper/)).toHaveAttribute('aria-expanded', 'true');
  await expect(row(/^High value and likely/)).toHaveAttribute('aria-level', '2');

  await tabTo(page, row(/^Abandoned cart/), 'Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await expect(row(/^Kind of shopper/)).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('ArrowRight');
  await expect(row(/^High value and likely/)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Settings of Wait 30 minutes' })).toBeVisible();
});
