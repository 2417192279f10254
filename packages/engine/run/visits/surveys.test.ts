import { eraseCustomer } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
import {
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE, SECOND } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { messageLinks } from '../sending/message-links.ts';
import { forgetAnswers } from './forget-answers.ts';
import { readSurvey, takeAnswer } from './take-answer.ts';
import { recordClick } from './track.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const SCANNER = 'Mozilla/5.0 (compatible; Barracuda Sentinel)';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
let counter = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  host = new VirtualHost(store);
  shop = shopOf(store);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const asking = await createFlow(store.context, {
    name: 'Questions',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', {
          event: 'signed-up',
          key: 'customer',
          reentry: { rule: 'always' },
        }),
        email('mail', {
          content: {
            subject: 'One question',
            blocks: [
              {
                type: 'survey',
                question: 'How was it, {{ customer.firstName | default: "friend" }}?',
                name: 'Delivery',
              },
              {
                type: 'survey',
                question: 'Will you come back?',
                scale: 'named',
                answers: [
                  { id: 'yes', label: 'Yes, soon' },
                  { id: 'no', label: 'No' },
                ],
              },
              { type: 'text', text: '[Shop](https://shop.test/)' },
            ],
          },
        }),
        node('answer', 'wait-for-event', {
          event: 'survey-answered',
          match: 'message',
          timeout: { amount: 20, unit: 'days' },
        }),
        node('end', 'end'),
        node('quiet', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>mail', 'mail:next>answer', 'answer:happened>end', 'answer:timeout>quiet'],
    ),
  });
  await publishFlow(store.context, { id: asking.id });
  const unhappy = await createFlow(store.context, {
    name: 'Unhappy people',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', {
          event: 'survey-answered',
          key: 'customer',
          filter: {
            all: [
              { fact: 'event.properties.surveyId', operator: 'is', value: 'Delivery' },
              { fact: 'event.properties.score', operator: 'at-most', value: 6 },
            ],
          },
          reentry: { rule: 'always' },
        }),
        node('end', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>end'],
    ),
  });
  await publishFlow(store.context, { id: unhappy.id });
}, 60_000);
afterAll(async () => {
  await store.close();
  await database.drop();
});
beforeEach(() => host.pass(HOUR));

const inStore = <Result>(run: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.inWorkspace(store.context.workspaceId, run);

/** The e-mail that somebody got an hour ago, and what may be done with its question. */
async function asked() {
  counter += 1;
  const name = `reader${counter}`;
  await shop.send('signed-up', shop.person(name));
  await host.pass(HOUR);
  const [message] = await inStore(
    (tx) => tx<{ id: string; enrolled_at: number; customer_id: string; html: string; body: string }[]>`
      select m.id, m.enrolled_at, m.customer_id, m.html, m.body from messages m
        join customers c on c.id = m.customer_id where c.email = ${`${name}@example.com`}`,
  );
  const { id, enrolled_at } = message!;
  const { contextOf } = store;
  const { secret, workspaceId } = store.context;
  const links = messageLinks(store.context, { workspaceId, messageId: id, enrolledAt: enrolled_at });
  const token = (url: string) => url.split('/').at(-1)!;
  // The first link of the page is that of the shop's name.
  const page = (answer: number) => token(links.answer(answer + 1));
  const follow = (answer: number, agent = CHROME) =>
    recordClick(contextOf, token(links.click(answer + 1)), secret, { agent, prefetch: false });
  const send = (
    index: number,
    value: string,
    by: 'script' | 'button' = 'script',
    comment: string | null = null,
  ) => takeAnswer(contextOf, page(index), secret, { value, by, comment });
  return {
    name,
    message: message!,
    follow,
    send,
    /** As a browser does it: the link leads to the page, whose script sends its answer. */
    press: async (index: number, value = String(index), agent = CHROME) => {
      expect(await follow(index, agent)).toBe(links.answer(index + 1));
      await send(index, value);
    },
    read: (index: number) => readSurvey(contextOf, page(index), secret),
    told: () =>
      inStore(
        (tx) => tx<{ properties: Record<string, unknown> }[]>`
        select properties from events where customer_id = ${message!.customer_id} and type = 'survey-answered' order by id`,
      ),
    ways: () =>
      inStore(
        (tx) => tx<{ name: string; state: string; end_node: string | null }[]>`
        select f.name, e.state, e.cursor->>'node' as end_node from enrolments e join flows f on f.id = e.flow_id
          where e.customer_id = ${message!.customer_id} order by f.name`,
      ),
  };
}

test('a press answers, once it can be no scanner, and is an event that wakes and starts flows', async () => {
  const mail = await asked();
  expect(mail.message.html).toContain(`How was it, ${mail.name}?`);
  expect(mail.message.body).toMatch(/How was it, reader\d+\?\n0: http/);
  await mail.press(4);
  expect(await mail.told()).toEqual([]);
  await host.pass(3 * MINUTE);
  expect((await mail.told()).map((row) => row.properties)).toEqual([
    {
      surveyId: 'Delivery',
      question: `How was it, ${mail.name}?`,
      score: 4,
      messageId: mail.message.id,
    },
  ]);
  const ways = await mail.ways();
  expect(ways.map((one) => `${one.name} ${one.state}`)).toEqual(['Questions done', 'Unhappy people done']);
});

test('a program that follows all links answers nothing, though it runs the scripts of the pages', async () => {
  const mail = await asked();
  for (const agent of [SCANNER, CHROME])
    for (let index = 0; index <= 10; index += 1) await mail.press(index, String(index), agent);
  await host.pass(HOUR);
  expect(await mail.told()).toEqual([]);
  // Its owner answers later.
  await mail.press(9);
  await host.pass(HOUR);
  expect((await mail.told()).map((row) => row.properties['score'])).toEqual([9]);
});

test('a program that presses every button answers nothing', async () => {
  const mail = await asked();
  for (let index = 0; index <= 10; index += 1) await mail.send(index, String(index), 'button', '');
  await host.pass(HOUR);
  expect(await mail.told()).toEqual([]);
});

test('a request that only looks answers nothing, and a page that was sent by no link does not count', async () => {
  const mail = await asked();
  expect(await mail.read(3)).toMatchObject({ chosen: '3', given: null, survey: { name: 'Delivery' } });
  await mail.follow(3);
  await host.pass(HOUR);
  expect(await mail.told()).toEqual([]);
  const other = await asked();
  await other.send(3, '3');
  await host.pass(HOUR);
  expect(await other.told()).toEqual([]);
});

test('a button of the page counts without a script, and also for somebody whose two presses looked like a program', async () => {
  const mail = await asked();
  await mail.follow(2);
  await mail.follow(8);
  await host.pass(10 * SECOND);
  await mail.send(8, '8', 'button');
  await host.pass(HOUR);
  expect((await mail.told()).map((row) => row.properties['score'])).toEqual([8]);
});

test('a change and a comment replace the answer: before it became an event, and after', async () => {
  const mail = await asked();
  await mail.press(9);
  await host.pass(MINUTE);
  await mail.send(9, '3', 'button', '  Late by a week. ');
  expect(await mail.read(9)).toMatchObject({ given: { value: '3' } });
  await host.pass(5 * SECOND);
  const first = { score: 3, text: 'Late by a week.' };
  expect((await mail.told()).map((row) => row.properties)).toEqual([expect.objectContaining(first)]);
  await host.pass(DAY);
  await mail.press(10);
  await host.pass(HOUR);
  expect((await mail.told()).map((row) => row.properties)).toEqual([
    expect.objectContaining({ score: 10, text: 'Late by a week.' }),
  ]);
  expect((await mail.ways()).filter((one) => one.name === 'Unhappy people')).toHaveLength(1);
});

test('two questions of a message are answered apart, and an answer of the author’s own has its words', async () => {
  const mail = await asked();
  await mail.press(7);
  await host.pass(10 * SECOND);
  await mail.press(11, 'yes');
  await host.pass(HOUR);
  expect((await mail.told()).map(({ properties }) => properties)).toEqual([
    expect.objectContaining({ surveyId: 'Delivery', score: 7 }),
    expect.objectContaining({ surveyId: 'Will you come back?', answer: 'Yes, soon' }),
  ]);
  await expect(mail.send(11, '7')).rejects.toMatchObject({ code: 'input-invalid' });
});

test('the same answer many times at once is one event', async () => {
  const mail = await asked();
  await mail.follow(6);
  await Promise.all(Array.from({ length: 12 }, () => mail.send(6, '6')));
  await host.pass(HOUR);
  expect(await mail.told()).toHaveLength(1);
});

test('an erased person answers nothing any more, and their words are gone', async () => {
  const mail = await asked();
  await mail.press(5);
  await mail.send(5, '5', 'button', 'I live at 4 Mill Lane');
  await host.pass(HOUR);
  await eraseCustomer(store.context, { id: mail.message.customer_id });
  expect(await mail.read(5)).toBeNull();
  expect(await mail.send(5, '6', 'button')).toBe(false);
  expect(
    await inStore((tx) => tx`select 1 from survey_answers where message_id = ${mail.message.id}`),
  ).toEqual([]);
  expect(JSON.stringify(await mail.told())).not.toContain('Mill Lane');
});

test('answers are kept as long as the store keeps its records', async () => {
  const mail = await asked();
  await mail.press(5);
  await host.pass(HOUR);
  const count = async () =>
    (await inStore((tx) => tx`select 1 from survey_answers where message_id = ${mail.message.id}`)).length;
  await forgetAnswers(store.db, store.clock.now());
  expect(await count()).toBe(1);
  await forgetAnswers(store.db, store.clock.now() + 40 * 31 * DAY);
  expect(await count()).toBe(0);
});
