import { DAY, HOUR } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, NOTHING_HOLDS, type Here } from '@millrace/services/testing/store-for-each';
import { expect, test } from 'vitest';
import { messageLinks } from '../sending/message-links.ts';
import { ingestEvents } from '../intake/ingest-events.ts';
import { pastSends } from '../models/past-decisions.ts';
import { unsubscribe } from '../visits/track.ts';
import { trainModels } from '../models/train-models.ts';

let here: Here;
storeForEach({ guardrails: NOTHING_HOLDS, recounts: true }, (given) => {
  here = given;
});
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
// A channel with an e-mail address and one with a phone number.
const [mail, text] = ['email', 'phone'].map((address) => CHANNELS.find((one) => one.address === address)!);
const MODEL = 'best-channel';

/** A flow for people who sign up, with a step that sends at each branch. */
async function flowOf(config: object = {}): Promise<string> {
  const { context } = here.store;
  const sends = [mail!, text!].map(({ id, example }) => node(id, `send-${id}`, { content: example }));
  const flow = await createFlow(context, {
    name: 'By channel',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
        node('channel', 'decide-channel', { channels: [mail!.id, text!.id], exploration: 0, ...config }),
        ...sends,
        node('end', 'end'),
      ],
      { holdout: 0 },
      [
        'trigger:next>channel',
        ...[mail!, text!].flatMap(({ id }) => [`channel:${id}>${id}`, `${id}:next>end`]),
        'channel:none>end',
      ],
    ),
  });
  await publishFlow(context, { id: flow.id });
  return flow.id;
}

const person = (name: string, channels: readonly string[]) => ({
  email: `${name}@example.com`,
  ...(channels.includes(text!.id) ? { phone: `+4915112345${String(name.length).padStart(3, '0')}` } : {}),
  firstName: name,
  country: 'DE',
  zone: 'UTC',
  consent: Object.fromEntries(channels.map((id) => [id, { state: 'subscribed', optIn: 'double' }])),
});
const signUp = async (people: readonly ReturnType<typeof person>[]) => {
  const { refused } = await ingestEvents(
    here.store.context,
    API,
    people.map((customer) => ({
      id: `sign-${customer.email}`,
      type: 'signed-up',
      occurredAt: here.store.clock.now(),
      customer,
      properties: {},
    })),
  );
  expect(refused).toEqual([]);
};
interface Decided {
  readonly email: string;
  readonly decided_by: string;
  readonly chosen: string;
  readonly options: readonly {
    readonly id: string;
    readonly probability: number;
    readonly note: string | null;
  }[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly sent: readonly string[] | null;
}
const decisions = (flow: string) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, async (tx) => {
    const rows = await tx<Decided[]>`
      select c.email, d.decided_by, d.chosen, d.options, d.inputs,
        (select jsonb_agg(m.channel) from messages m where m.enrolment_id = d.enrolment_id and m.status = 'sent') as sent
      from decisions d join customers c on c.id = d.customer_id where d.model = ${MODEL} and d.flow_id = ${flow}`;
    return Object.fromEntries(rows.map((row) => [row.email.split('@')[0]!, row]));
  });

test('each person takes the branch of a channel that they may be reached by, and gets that message', async () => {
  const flow = await flowOf();
  await signUp([person('ann', [mail!.id]), person('beth', [text!.id]), person('cyril', [])]);
  await here.host.pass(HOUR);
  const found = await decisions(flow);
  expect(found['ann']).toMatchObject({ decided_by: 'rule', chosen: mail!.id, sent: [mail!.id] });
  expect(found['beth']).toMatchObject({ chosen: text!.id, sent: [text!.id] });
  expect(found['cyril']).toMatchObject({ chosen: 'none', sent: null });
  expect(found['beth']!.options[0]).toMatchObject({
    id: mail!.id,
    probability: 0,
    note: expect.stringMatching(/^Not sent: they never agreed/) as string,
  });
  // The same person is in the store's own settings: people who were never asked may get e-mails there.
  const allowed = mail!.consentRules.neverAsked;
  if (allowed === null) return;
  await updateGuardrails(here.store.context, {
    settings: { ...NOTHING_HOLDS, consent: { [allowed.setting]: true } },
  });
  await signUp([person('deborah', [])]);
  await here.host.pass(HOUR);
  expect((await decisions(flow))['deborah']).toMatchObject({ chosen: mail!.id, sent: [mail!.id] });
});

test('what it learned from logged choices decides, and who unsubscribed by a message is read with the choice', async () => {
  const { context, db, clock } = here.store;
  const { workspaceId } = context;
  const flow = await flowOf({ exploration: 0.2 });
  await signUp([person('ann', [mail!.id, text!.id])]);
  await here.host.pass(HOUR);
  const first = (await decisions(flow))['ann']!;
  expect(first.decided_by).toBe('rule');
  const sends = () => db.inWorkspace(workspaceId, (tx) => pastSends(tx, MODEL, clock.now()));
  expect(await sends()).toMatchObject([{ unsubscribed: false }]);
  const [message] = await db.inWorkspace(
    workspaceId,
    (tx) =>
      tx<{ id: string; enrolled_at: number }[]>`select id, enrolled_at from messages where flow_id = ${flow}`,
  );
  const links = messageLinks(context, {
    workspaceId,
    messageId: message!.id,
    enrolledAt: message!.enrolled_at,
  });
  const token = links.unsubscribe.split('/').at(-1)!;
  expect(await unsubscribe(here.store.contextOf, token, context.secret)).toBe(true);
  expect(await sends()).toMatchObject([
    { unsubscribed: true, heldOut: false, record: { chosen: first.chosen } },
  ]);

  // Choices of two months, half of each channel: after texts three times as many order.
  const choices = Array.from({ length: 1_200 }, (_unused, index) => {
    const chosen = index % 2 === 0 ? mail! : text!;
    const orders = Math.floor(index / 2) % 20 < (chosen === mail ? 2 : 6);
    return { chosen: chosen.id, at: clock.now() - (6 + (index % 55)) * DAY, reward: orders ? 1_500 : null };
  });
  const inputs = {
    answered: { [mail!.id]: 0, [text!.id]: 0 },
    costs: { [mail!.id]: 0.1, [text!.id]: 2 },
    margin: 1_500,
    worth: null,
    rule: mail!.id,
    names: { [mail!.id]: 'e-mail', [text!.id]: 'text message' },
  };
  const options = [mail!, text!].map(({ id }) => ({ id, probability: 0.5, score: null, note: null }));
  await db.inWorkspace(workspaceId, async (tx) => {
    await tx`insert into customers (id, workspace_id, email, created_at)
      select gen_random_uuid(), ${workspaceId}, 'past' || n || '@example.com', ${clock.now() - 90 * DAY}
      from generate_series(1, ${choices.length}) n`;
    await tx`insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, node, visit, model,
        decided_by, inputs, options, chosen, probability, score, explanation, at, silent, reward)
      select gen_random_uuid(), ${workspaceId}, gen_random_uuid(), ${flow}, c.id, 'channel', 1, ${MODEL}, 'rule',
        ${tx.json(inputs as never)}, ${tx.json(options as never)}, one->>'chosen', 0.5, null, '[]',
        to_timestamp((one->>'at')::bigint / 1000.0), false, (one->>'reward')::int
      from (select id, row_number() over (order by email) as n from customers where email like 'past%') c
      join jsonb_array_elements(${tx.json(choices as never)}) with ordinality a(one, n) on a.n = c.n`;
  });
  expect(await trainModels(context, { models: [MODEL] })).toEqual({ [MODEL]: 'trained' });
  await signUp(
    Array.from({ length: 30 }, (_unused, index) => person(`new${'x'.repeat(index)}`, [mail!.id, text!.id])),
  );
  await here.host.pass(HOUR);
  const learned = Object.values(await decisions(flow)).filter(({ decided_by }) => decided_by === 'model');
  expect(learned).toHaveLength(30);
  for (const { options: told, chosen, sent } of learned) {
    expect(sent).toEqual([chosen]);
    expect(told.map(({ probability }) => Math.round(probability * 1_000) / 1_000)).toEqual([0.1, 0.9]);
  }
  // One in ten gets an e-mail to learn: fewer than 20 texts once in a million times.
  expect(learned.filter(({ chosen }) => chosen === text!.id).length).toBeGreaterThanOrEqual(20);
  const [stored] = await db.inWorkspace(
    workspaceId,
    (tx) => tx<{ report: { way: string; decisions: number; policies: unknown[] } }[]>`
      select report from models where name = ${MODEL} and active`,
  );
  expect(stored!.report).toMatchObject({
    way: 'store',
    decisions: 1_200,
    policies: [{ flow, node: 'channel' }],
  });
});
