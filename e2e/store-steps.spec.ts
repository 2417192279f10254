import type { Page } from '@playwright/test';
import { editor } from './editor.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

async function draftAbout(page: Page, subject: 'order' | 'product', trigger: object): Promise<string> {
  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: `Acts in the store, about the ${subject}`,
    graph: { schemaVersion: 2, subject, nodes: [{ id: 'start', ...trigger }], edges: [], settings: {} },
  });
  await page.goto(`/flows/${id}`);
  await page.locator('[data-step]').first().click();
  return id;
}

/** The stored settings of a step, once the draft is saved. */
const keptOf = (id: string, kind: string) => async () =>
  (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.find((node) => node.kind === kind)?.config;

test('a refund, a note, a question and an event elsewhere are set up in their panels', async ({ page }) => {
  const id = await draftAbout(page, 'order', { kind: 'event-trigger', config: { event: 'order-placed' } });
  const { settings, field, button, add, choose, says, asks, asksNoLonger, undo, redo } = editor(page);

  await test.step('a refund asks for what it needs, and only while it needs it', async () => {
    await add('Refund');
    await says('Refund the whole order');
    await choose('What to refund', 'An amount');
    await says('Refund an amount of the order');
    await asks('Say how much to refund.');
    await expect(settings.getByText('Put items back into stock')).toHaveCount(0);
    await field('Amount').fill('12.5');
    await field('Reason').click();
    await asksNoLonger('Say how much to refund.');
    await expect(field('Amount')).toHaveValue('$12.50');
    await choose('What to refund', 'Some lines of the order');
    await says('Refund: choose the lines');
    await asks('Say which lines to refund.');
    await field('Lines').fill('MUG-1 x 2');
    await says('Refund MUG-1 x 2');
    await asksNoLonger('Say which lines to refund.');
    await settings.getByRole('switch', { name: 'Put items back into stock' }).click();
    await field('Lines').fill('');
    await field('Reason').click();
    await asks('Say which lines to refund.');
    await expect(field('Lines')).toHaveAttribute('aria-invalid', 'true');
    await undo();
    await says('Refund MUG-1 x 2');
    await expect(field('Lines')).toHaveValue('MUG-1 x 2');
    await redo();
    await says('Refund: choose the lines');
    await undo();
    await asksNoLonger('Say which lines to refund.');
    await expect
      .poll(keptOf(id, 'refund-order'))
      .toMatchObject({ what: 'lines', lines: 'MUG-1 x 2', restock: true });
  });

  await test.step('a tag becomes a note, at the order or at the customer', async () => {
    await add('Tag or note in the store');
    await asks('Say which tag.');
    await field('Tag').fill('refunded');
    await says('Tag the order “refunded”');
    await asksNoLonger('Say which tag.');
    await choose('What happens', 'Add to the note');
    await asks('Write the note.');
    await field('Note').fill('Two mugs broken');
    await choose('At', 'The customer');
    await says('Note at the customer: “Two mugs broken”');
    await asksNoLonger('Write the note.');
    await undo();
    await says('Note at the order: “Two mugs broken”');
  });

  await test.step('a question has a branch for each answer', async () => {
    await add('Ask the team');
    await asks('Write the question.');
    await field('Question').fill('Refund the shipping too?');
    await says('Ask the team: Refund the shipping too?');
    await asksNoLonger('Write the question.');
    await field('Answer 1').fill('Yes, all of it');
    await button('Add an answer').click();
    await field('Answer 3').fill('Ask me later');
    await field('Answer 3').fill('');
    await field('Question').click();
    await asks('Write the label of the button.');
    await field('Answer 3').fill('Tomorrow');
    await asksNoLonger('Write the label of the button.');
    const branches = settings.getByRole('region', { name: 'Branches' });
    for (const way of ['Yes, all of it', 'Reject', 'Tomorrow', 'Nobody answered'])
      await expect(branches.getByText(way, { exact: true })).toBeVisible();
    await button('Remove answer 2').click();
    await expect(branches.getByText('Reject', { exact: true })).toHaveCount(0);
    await button('Add a fact').click();
    await field('Name of fact 1').fill('Order');
    await field('Text of fact 1').fill('{{ order.number }}');
    await expect.poll(keptOf(id, 'ask-the-team')).toMatchObject({
      answers: [
        { id: 'approve', label: 'Yes, all of it' },
        { id: 'answer-3', label: 'Tomorrow' },
      ],
      facts: [{ label: 'Order', value: '{{ order.number }}' }],
    });
  });

  await test.step('another system is told of an event, and can be chosen to get a way when it is not', async () => {
    await add('Send an event');
    await asks('Name the event.');
    await field('Event').fill('Refund asked');
    await says('Send the event “Refund asked”');
    await asksNoLonger('Name the event.');
    await field('Value').fill('{{ order.total }}');
    await choose('If it is not done', 'Take a separate branch');
    await expect(settings.getByRole('region', { name: 'Branches' }).getByText('Not done')).toBeVisible();
    await undo();
    await expect(settings.getByText('Not done', { exact: true })).toHaveCount(0);
  });
});

test('a price is changed within limits that are told when they contradict each other', async ({ page }) => {
  const id = await draftAbout(page, 'product', { kind: 'product-trigger', config: {} });
  const { settings, field, add, choose, says, asks, asksNoLonger, undo } = editor(page);
  await add('Change price');
  await says('Lower the price by 10%');
  await field('Percent').fill('15');
  await field('Percent').blur();
  await says('Lower the price by 15%');
  await field(/^Never below/).fill('20');
  await field(/^Never above/).fill('9');
  await field('Minimum margin').click();
  await asks('The highest price is below the lowest one.');
  await expect(field(/^Never above/)).toHaveAttribute('aria-invalid', 'true');
  await field(/^Never above/).fill('90');
  await field('Minimum margin').click();
  await asksNoLonger('The highest price is below the lowest one.');
  await choose('What happens to the price', 'Set it to');
  await says('Set the price');
  await asks('Say how much.');
  await expect(field('Percent')).toHaveCount(0);
  await field('Amount').fill('49');
  await field('Minimum margin').click();
  await asksNoLonger('Say how much.');
  await choose('What happens to the price', 'Raise it by percent');
  await says('Raise the price by 15%');
  await expect(settings.getByText('Show the old price, crossed out')).toHaveCount(0);
  await undo();
  await says('Set the price');
  await expect(field('Amount')).toHaveValue('$49.00');
  await expect
    .poll(keptOf(id, 'reprice-product'))
    .toMatchObject({ how: 'set', amount: 4_900, floor: 2_000, ceiling: 9_000, percent: 15 });
});
