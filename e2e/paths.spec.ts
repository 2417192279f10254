import type { Page } from '@playwright/test';
import { editor } from './editor.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const trigger = (event: string) => ({
  id: 'start',
  kind: 'event-trigger',
  config: { events: [event], reentry: { rule: 'always' }, key: 'customer' },
});
const end = (id: string, config: object) => ({ id, kind: 'end', config });
const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
const create = (name: string, nodes: readonly object[], edges: readonly object[]) =>
  rest<FlowAnswer>('POST', '/flows', {
    name,
    graph: { schemaVersion: 2, subject: 'customer', nodes, edges, settings: { holdout: 0 } },
  });
const publish = (id: string) => rest('POST', `/flows/${id}/publish`, {});
const part = (page: Page, title: RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title }) });

/** A name of its own in each attempt, as flows of an earlier one are still there. */
const THERE = `Where they go ${Date.now().toString(36)}`;
let other = '';
test.beforeAll(async () => {
  const made = await create(THERE, [trigger('never-told'), end('end', {})], [edge('start', 'next', 'end')]);
  other = made.id;
  await publish(other);
});

test('paths are set up in their panels: a test, a loop, a wait for a condition, another flow and an end', async ({
  page,
}) => {
  const { id } = await create('Ways', [trigger('signed-up')], []);
  await page.goto(`/flows/${id}`);
  await page.locator('[data-step]').first().click();
  const { settings, field, add, choose, says, asks, asksNoLonger } = editor(page);
  const config = async (kind: string) =>
    (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.find((node) => node.kind === kind)?.config;

  await test.step('another flow is chosen from those of the store', async () => {
    await add('Go to another flow');
    await says('Go to another flow: choose which');
    await asks('Choose the flow.');
    await choose('Flow', THERE);
    await says(`Go to “${THERE}”`);
    await asksNoLonger('Choose the flow.');
    await choose('And this flow', 'Goes on beside it');
    await says(`Enter “${THERE}” as well`);
    await expect
      .poll(async () => await config('go-to-flow'))
      .toMatchObject({ flow: { id: other, name: THERE }, afterwards: 'stay' });
  });

  await test.step('a loop says how often, and that nothing leads back yet', async () => {
    await add('Loop with a limit');
    await says('Go back at most 3 times');
    await field('Go back at most').fill('5');
    await field('Go back at most').press('Tab');
    await says('Go back at most 5 times');
  });

  await test.step('a test has variants with shares, a goal and a rule', async () => {
    await add('A/B test');
    await says('Test A / B by: placed an order');
    await settings.getByRole('textbox', { name: 'Name of path 1' }).fill('The story');
    await says('Test The story / B by: placed an order');
    await choose('The winner', 'Is chosen by us, in the results');
    await expect(settings.getByText('But not before')).toHaveCount(0);
  });

  await test.step('a wait for a condition asks for one', async () => {
    await add('Wait until a condition fits');
    await says('Wait until a condition fits: choose which');
  });

  await test.step('an end says whether it is a good one', async () => {
    await add('End');
    await field(/^Name$/).fill('Bought');
    await choose('How it ended', 'Good: the flow reached what it is for');
    await says('End: Bought (good)');
  });
});

test('a live test shows how its variants do; a choice by hand goes to everybody new, and can be taken back', async ({
  page,
}) => {
  const { id } = await create(
    'Compared',
    [
      trigger('wished-for'),
      {
        id: 'test',
        kind: 'ab-test',
        config: {
          paths: ['Story', 'Offer'].map((name) => ({ id: name.toLowerCase(), name, weight: 1 })),
          goals: ['made-a-wish'],
          choose: 'person',
        },
      },
      end('good', { label: 'Got the story', outcome: 'reached' }),
      end('bad', { label: 'Got the offer', outcome: 'missed' }),
    ],
    [edge('start', 'next', 'test'), edge('test', 'story', 'good'), edge('test', 'offer', 'bad')],
  );
  await publish(id);
  const come = (people: readonly string[]) =>
    rest(
      'POST',
      '/events',
      people.map((person) => ({
        id: `wished-${person}`,
        type: 'wished-for',
        customer: { email: `${person}@paths.example` },
      })),
    );
  await come(Array.from({ length: 20 }, (_, index) => `early-${index}`));
  await page.goto(`/flows/${id}/results`);
  const table = part(page, /^Test Story \/ Offer/);
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table).toContainText('Too early: the smallest variant has 0 people whose time is over');
  const ways = part(page, /^How they left/);
  await expect(ways.getByRole('row', { name: /Got the story/ })).toContainText('Good');
  const left = async () => {
    const { nodes } = await rest<{ nodes: Record<string, Record<string, number>> }>(
      'GET',
      `/flows/${id}/analytics`,
    );
    return ['good', 'bad'].map((end) => nodes[end]?.['entered'] ?? 0);
  };
  await expect.poll(async () => (await left()).reduce((sum, count) => sum + count, 0)).toBe(20);
  const [good] = await left();
  await expect(ways.getByRole('row', { name: /Got the story/ })).toContainText(String(good));

  await table.getByRole('button', { name: 'Choose Offer' }).click();
  await expect(table.getByRole('row', { name: /Offer/ })).toContainText('For everybody new');
  await come(Array.from({ length: 6 }, (_, index) => `late-${index}`));
  await expect.poll(async () => (await left()).reduce((sum, count) => sum + count, 0)).toBe(26);
  const [test] = await rest<{ variants: { people: number }[] }[]>('GET', `/flows/${id}/tests`);
  expect(test!.variants.reduce((sum, { people }) => sum + people, 0)).toBe(20);

  await table.getByRole('button', { name: 'Take back the choice of Offer' }).click();
  await expect(table.getByText('For everybody new')).toHaveCount(0);
});
