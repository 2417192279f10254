import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { listEventProperties } from './event-properties.ts';
import { listMessages } from '../message-log/read-messages.ts';
import { previewContent } from './preview-content.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { graphOf, node, shopOf, testStore, VirtualHost, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const TEXT =
  'Quiz: {{ event.properties.result | default: "?" }}, {{ event.properties.score | times: 0.1 }}, {{ event.properties.taken | date: "long" }}';

test('an event’s properties are offered, appear in the preview, and appear in the message', async () => {
  const shop = shopOf(store);
  const mail = node('mail', 'send-sms', {
    content: { text: TEXT, optOutNotice: 'never' },
    purpose: 'transactional',
  });
  const flow = await createFlow(store.context, {
    name: 'Quiz',
    graph: graphOf([
      node('trigger', 'event-trigger', { event: 'quiz-done', key: 'customer' }),
      mail,
      node('end', 'end'),
    ]),
  });
  await publishFlow(store.context, { id: flow.id });
  const answers = {
    result: 'Linen',
    score: 725,
    taken: '2026-04-03',
    deep: { colour: 'red' },
    'odd name!': 1,
    __proto__: 'x',
  };
  await shop.send('quiz-done', shop.person('ann', { phone: '+14155550101' }), answers);
  await new VirtualHost(store).pass(MINUTE);

  const [message] = (await listMessages(store.context, { after: '' })).items as unknown as {
    text: string;
    status: string;
    sentence: string;
  }[];
  expect(message).toMatchObject({ status: 'sent', text: 'Quiz: Linen, 72.5, Friday, April 3' });
  const offered = await listEventProperties(store.context, { event: 'quiz-done' });
  expect(offered).toEqual([
    { name: 'result', example: 'Linen' },
    { name: 'score', example: '725' },
    { name: 'taken', example: '2026-04-03' },
  ]);
  const preview = await previewContent(store.context, {
    channel: 'sms',
    content: { text: TEXT },
    event: 'quiz-done',
  });
  expect(preview.text).toContain('Quiz: Linen, 72.5, Friday, April 3');
  expect((await previewContent(store.context, { channel: 'sms', content: { text: TEXT } })).text).toContain(
    'Quiz: ?',
  );
});

test('a user without access to customers sees names and no values', async () => {
  const actor = {
    type: 'api-key',
    id: null,
    name: 'Designer',
    permissions: new Set(['flows:read'] as const),
  } as const;
  const context = { ...store.context, actor };
  expect((await listEventProperties(context, { event: 'quiz-done' })).map((one) => one.example)).toEqual([
    '',
    '',
    '',
  ]);
  const preview = await previewContent(context, {
    channel: 'sms',
    content: { text: '{{ event.properties.result }}' },
    event: 'quiz-done',
  });
  expect(preview.text).toContain('[result]');
  expect(preview.text).not.toContain('Linen');
});
