import { DAY, HOUR, MINUTE } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { PublishedContract } from '@millrace/connectors/testing';
import { signDelivery } from '@millrace/transport/testing/signature';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow, stopFlow } from '@millrace/services/flows';
import { createConnection, listAudit } from '@millrace/services/settings';
import {
  graphOf,
  node,
  outside,
  type VirtualHost,
  type Outside,
  type CrashingStore,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/slack/contract/web-api.openapi.json', import.meta.url),
);
const SIGNING = 'a-signing-secret-of-slack';
let plain: TestStore;
let store: CrashingStore;
let host: VirtualHost;
let slack: Outside;
let slackId: string;
/** How long Slack takes to respond, in milliseconds. */
let slow = 0;

storeForEach({ recounts: true }, (here) => {
  ({ store: plain, crashing: store, host } = here);
});
beforeEach(async () => {
  slow = 0;
  let count = 0;
  // A Slack that follows its published API exactly. A request it would refuse fails the test.
  slack = await outside(({ method, path, headers, body }) => {
    const problem = contract.problem({
      method: method as 'POST',
      url: `${slack.url}${path}`,
      headers: headers as Record<string, string>,
      body,
    });
    const { channel } = JSON.parse(body) as { channel: string };
    return {
      status: 200,
      ...(slow > 0 ? { afterMs: slow } : {}),
      body:
        problem === null
          ? { ok: true, channel: channel.startsWith('#') ? 'C1H9RESGL' : channel, ts: `17.${(count += 1)}` }
          : { ok: false, error: problem },
    };
  });
  slackId = await connect();
});
afterEach(async () => {
  await slack.close();
});

const connect = async (channel = '#store') =>
  (
    await createConnection(plain.context, {
      connector: 'slack',
      config: {
        botToken: 'xoxb-000000000000-example',
        signingSecret: SIGNING,
        channel,
        apiAddress: slack.url,
      },
    })
  ).id;

const QUESTION = node('ask', 'ask-the-team', {
  question: 'Give {{ customer.firstName }} their money back?',
  facts: [{ label: 'Why', value: '{{ event.properties.why }}' }],
  answers: [
    { id: 'approve', label: 'Approve' },
    { id: 'reject', label: 'Reject' },
  ],
  within: { amount: 1, unit: 'days' },
});
const ENDS = ['yes', 'no', 'nobody', 'failed'].map((id) => node(id, 'end'));
const WAYS = [
  'trigger:next>ask',
  'ask:approve>yes',
  'ask:reject>no',
  'ask:nobody>nobody',
  'ask:failed>failed',
];

async function ask() {
  const graph = graphOf(
    [node('trigger', 'event-trigger', { event: 'complained' }), QUESTION, ...ENDS],
    { holdout: 0 },
    WAYS,
  );
  const flow = await createFlow(plain.context, { name: 'Complaints', graph });
  await publishFlow(plain.context, { id: flow.id });
  await ingestEvents(plain.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'c',
      type: 'complained',
      customer: { email: 'maya@example.com', firstName: 'Maya <b>' },
      properties: { why: 'broken & late' },
    },
  ]);
  await host.pass(MINUTE);
  return flow.id;
}
interface Message {
  readonly channel: string;
  readonly ts?: string;
  readonly blocks: {
    readonly type: string;
    readonly text?: { text: string };
    readonly elements?: { action_id?: string; value?: string; text: string | { text: string } }[];
  }[];
}
const posted = () => slack.asked.map(({ path, body }) => ({ path, ...(JSON.parse(body) as Message) }));
const buttons = () => posted()[0]!.blocks[1]!.elements!;
let pressed = 0;
function press(button: object, by = 'ann', { id = slackId, secret = SIGNING, ts = '17.1' } = {}) {
  const payload = {
    type: 'block_actions',
    trigger_id: `${(pressed += 1)}`,
    user: { id: 'U1', name: by },
    channel: { id: 'C1H9RESGL' },
    message: { ts },
    actions: [button],
  };
  const url = `https://millrace.test/hooks/slack/${id}`;
  const rawBody = Buffer.from(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  const unsigned = { 'content-type': 'application/x-www-form-urlencoded' };
  const scheme = findConnector('slack')!.webhook!.signature;
  const { headers } = signDelivery(
    scheme,
    { setting: secret, key: secret },
    { rawBody, url, headers: unsigned, now: plain.clock.now() },
  );
  return receiveWebhook(plain.db, plain.contextOf, {
    connector: 'slack',
    connectionId: id,
    body: rawBody,
    url,
    headers: headers as Record<string, string>,
  });
}
async function story() {
  const [enrolment] = (await listEnrolments(plain.context, {})).items;
  const { trace } = await getEnrolment(plain.context, { id: enrolment!.id });
  return {
    port: trace.find(({ node: at, what }) => at === 'ask' && what === 'went')?.port,
    sentences: trace.map(({ sentence }) => sentence),
  };
}
const answers = async () =>
  (await listAudit(plain.context, {})).items.filter(({ action }) => action === 'question-answered');

describe('a question of a flow', () => {
  test('stands in the channel with its facts and a button for each answer, and a customer’s text cannot mention members', async () => {
    await ask();
    const [message] = posted();
    expect(message).toMatchObject({ path: '/api/chat.postMessage', channel: '#store' });
    expect(message!.blocks[0]!.text!.text).toBe(
      '*Give Maya &lt;b&gt; their money back?*\nWhy: broken &amp; late',
    );
    expect(buttons().map(({ text }) => (text as { text: string }).text)).toEqual(['Approve', 'Reject']);
    expect((await story()).port).toBeUndefined();
  });

  test('is answered by the first press: the person takes that branch, the buttons go, and the message names who pressed', async () => {
    await ask();
    await press(buttons()[1]!, 'Ann');
    await host.pass(MINUTE);
    const { port, sentences } = await story();
    expect(port).toBe('reject');
    expect(sentences).toContain('Ann chose Reject.');
    expect(await answers()).toMatchObject([
      { actorName: 'Ann, in Slack', summary: 'Chose Reject for a question of Complaints' },
    ]);
    const updates = posted().slice(1);
    expect(updates.length).toBeGreaterThanOrEqual(2);
    for (const { path, ts, channel, blocks } of updates) {
      expect({ path, ts, channel }).toEqual({ path: '/api/chat.update', ts: '17.1', channel: 'C1H9RESGL' });
      expect(blocks.some(({ type }) => type === 'actions')).toBe(false);
      expect(JSON.stringify(blocks)).toContain('Ann chose Reject');
      expect(JSON.stringify(blocks)).toContain('their money back?');
    }
  });

  test('changes nothing at a second press, whoever presses, and says who was first', async () => {
    await ask();
    const [approve, reject] = buttons();
    await Promise.all([press(approve!, 'Ann'), press(reject!, 'Bo')]);
    await press(reject!, 'Cy');
    await host.pass(MINUTE);
    const first = (await answers())[0]!;
    expect(await answers()).toHaveLength(1);
    const won = first.actorName === 'Ann, in Slack' ? 'approve' : 'reject';
    expect((await story()).port).toBe(won);
    const before = posted().length;
    await press(reject!, 'Dee');
    expect(JSON.stringify(posted()[before]!.blocks)).toContain(
      won === 'approve' ? 'Ann had chosen Approve' : 'Bo had chosen Reject',
    );
    await host.pass(HOUR);
    expect(await answers()).toHaveLength(1);
  });

  test('that nobody answers in time takes its own branch, says so, and accepts no answer after that', async () => {
    await ask();
    await host.pass(DAY + HOUR);
    expect((await story()).port).toBe('nobody');
    expect(JSON.stringify(posted().at(-1)!.blocks)).toContain('Nobody answered within 1 day');
    await press(buttons()[0]!);
    await host.pass(MINUTE);
    expect((await story()).port).toBe('nobody');
    expect(await answers()).toEqual([]);
    expect(JSON.stringify(posted().at(-1)!.blocks)).toContain('the flow has gone on');
  });

  test('accepts no forged press, no other connection, no unknown answer, and no answer after the flow was stopped', async () => {
    const flow = await ask();
    const [approve] = buttons();
    await expect(press(approve!, 'eve', { secret: 'another-signing-secret' })).rejects.toMatchObject({
      code: 'signature-invalid',
    });
    const other = await connect('#other');
    await press(approve!, 'eve', { id: other });
    await press({ ...approve, value: approve!.value!.replace(/approve$/, 'refund-everything') }, 'eve');
    await press({ ...approve, value: `answer:${slackId}:approve` }, 'eve');
    await host.pass(MINUTE);
    expect((await story()).port).toBeUndefined();
    await stopFlow(plain.context, { id: flow });
    await host.pass(MINUTE);
    await press(approve!, 'Ann');
    await host.pass(MINUTE);
    expect(await answers()).toEqual([]);
  });

  test('is answered also by a person who is quicker than Slack’s own response', async () => {
    slow = 400;
    const going = ask();
    while (slack.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await press(buttons()[0]!, 'Ann');
    slow = 0;
    await going;
    await host.pass(MINUTE);
    expect((await story()).port).toBe('approve');
    expect(JSON.stringify(posted().at(-1)!.blocks)).toContain('Ann chose Approve');
    expect(JSON.stringify(posted().at(-1)!.blocks)).toContain('their money back?');
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'is asked and answered once, although the process dies after %i more transactions',
    async (after) => {
      store.crashAfter(after, true);
      await ask();
      await host.pass(10 * MINUTE);
      await press(posted()[0]!.blocks[1]!.elements![0]!, 'Ann');
      await host.pass(10 * MINUTE);
      expect((await story()).port).toBe('approve');
      expect(await answers()).toHaveLength(1);
    },
  );
});

test('a flow about a product, without a customer, hears the answer too', async () => {
  const graph = {
    ...graphOf(
      [node('trigger', 'event-trigger', { event: 'product-updated', key: 'product' }), QUESTION, ...ENDS],
      { holdout: 0 },
      WAYS,
    ),
    subject: 'product',
  };
  const flow = await createFlow(plain.context, { name: 'Prices', graph });
  await publishFlow(plain.context, { id: flow.id });
  await ingestEvents(plain.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'p',
      type: 'product-updated',
      properties: { productId: '7001', title: 'Mug', price: '20.00', currency: 'USD' },
    },
  ]);
  await host.pass(MINUTE);
  await press(buttons()[0]!, 'Ann');
  await host.pass(MINUTE);
  expect((await story()).port).toBe('approve');
});
