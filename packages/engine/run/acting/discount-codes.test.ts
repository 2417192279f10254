import { listCalls } from '@millrace/services/calls';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { createConnection } from '@millrace/services/settings';
import {
  connectShop,
  email,
  graphOf,
  node,
  outside,
  type VirtualHost,
  type Said,
  type CrashingStore,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { DAY, MINUTE } from '@millrace/base';
import { afterEach, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let store: CrashingStore;
let plain: TestStore;
let host: VirtualHost;
const stops: (() => Promise<unknown>)[] = [];

storeForEach({ recounts: true }, (here) => {
  ({ store: plain, crashing: store, host } = here);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Question {
  readonly query: string;
  readonly variables: {
    readonly code?: string;
    readonly discount?: { readonly code: string; readonly endsAt: string };
  };
}

/** A shop that refuses a code it already has. @param mood what happens to the response of each creation */
async function shop(mood: (count: number) => 'answers' | 'breaks-after' | 'breaks-before' | Said) {
  const codes = new Map<string, string>();
  let creations = 0;
  const server = await outside(({ body }) => {
    const { query, variables } = JSON.parse(body) as Question;
    if (query.includes('codeDiscountNodeByCode'))
      return {
        status: 200,
        body: { data: { found: codes.has(variables.code ?? '') ? { id: 'gid://1' } : null } },
      };
    creations += 1;
    const now = mood(creations);
    if (typeof now === 'object') return now;
    if (now === 'breaks-before') return { status: 200, breaks: true };
    const { code = '', endsAt = '' } = variables.discount ?? {};
    const taken = codes.has(code);
    if (!taken) codes.set(code, endsAt);
    if (now === 'breaks-after') return { status: 200, breaks: true };
    const userErrors = taken ? [{ code: 'TAKEN', field: ['code'], message: 'Code must be unique.' }] : [];
    return {
      status: 200,
      body: { data: { made: { codeDiscountNode: taken ? null : { id: 'gid://1' }, userErrors } } },
    };
  });
  stops.push(server.close);
  await connectShop(plain.context, server.url);
  return { codes, creations: () => creations };
}

const LETTER = {
  content: {
    subject: 'Yours',
    blocks: [{ type: 'text', text: 'Hello{% if discount.code %} with {{ discount.code }}{% endif %}' }],
  },
};
const GRAPH = graphOf(
  [
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    node('code', 'discount-code', {
      from: 'fixed',
      percent: 10,
      validHours: 48,
      prefix: 'HI',
      ifNotDone: 'ways',
    }),
    email('mail', LETTER),
    node('without', 'end'),
  ],
  { holdout: 0 },
  [
    'trigger:next>code',
    'code:next>mail',
    'code:refused>without',
    'code:failed>without',
    'code:unknown>without',
  ],
);

async function enter() {
  const flow = await createFlow(plain.context, { name: 'Codes', graph: GRAPH });
  await publishFlow(plain.context, { id: flow.id });
  await ingestEvents(plain.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'up',
      type: 'signed-up',
      customer: { email: 'ann@example.com', consent: { email: { state: 'subscribed' } } },
    },
  ]);
}
async function outcome() {
  const [enrolment] = (await listEnrolments(plain.context, {})).items;
  const { trace } = await getEnrolment(plain.context, { id: enrolment!.id });
  const [call] = (await listCalls(plain.context, {})).items;
  return { call: call!, port: trace.find(({ node: at, what }) => at === 'code' && what === 'went')?.port };
}
const codesOfOurs = () =>
  plain.db.inWorkspace(
    plain.context.workspaceId,
    (tx) => tx<{ code: string; expires_at: number }[]>`select code, expires_at from discount_codes`,
  );

test('a flow that creates codes cannot be published while no connected store can create them, and says what to do', async () => {
  const flow = await createFlow(plain.context, { name: 'Codes', graph: GRAPH });
  expect(flow.problems).toContainEqual(
    expect.objectContaining({ severity: 'error', node: 'code', code: 'connection-missing' }),
  );
  await expect(publishFlow(plain.context, { id: flow.id })).rejects.toMatchObject({
    code: 'flow-has-problems',
  });
  // Imports orders, but has no permission to create anything.
  await createConnection(plain.context, {
    connector: 'shopify',
    config: { shopDomain: 'a.myshopify.com', webhookSecret: 'a-secret-of-some-length' },
  });
  await expect(publishFlow(plain.context, { id: flow.id })).rejects.toMatchObject({
    code: 'flow-has-problems',
  });
});

test('a message shows the code that exists in the store, with the same end date', async () => {
  const { codes } = await shop(() => 'answers');
  await enter();
  await host.pass(MINUTE);
  expect((await outcome()).port).toBe('next');
  const [ours] = await codesOfOurs();
  expect([...codes]).toEqual([[ours!.code, new Date(ours!.expires_at).toISOString()]]);
  const [message] = (await listMessages(plain.context, { status: 'sent' })).items;
  const shown = JSON.stringify(
    await plain.db.inWorkspace(
      plain.context.workspaceId,
      (tx) => tx`select body from messages where id = ${message!.id}`,
    ),
  );
  expect(shown).toContain(ours!.code);
});

test.each([
  ['the store created it but the response was lost', 'breaks-after', 1],
  ['the store never got the request', 'breaks-before', 2],
] as const)(
  'when the line breaks and %s, the store is asked, and one code exists',
  async (_name, broken, creations) => {
    const made = await shop((count) => (count === 1 ? broken : 'answers'));
    await enter();
    await host.pass(5 * MINUTE);
    expect(await outcome()).toMatchObject({ call: { status: 'done' }, port: 'next' });
    expect([...made.codes.keys()]).toEqual((await codesOfOurs()).map(({ code }) => code));
    expect(made.codes.size).toBe(1);
    expect(made.creations()).toBe(creations);
  },
);

test.each([0, 1, 2, 3, 4].flatMap((after) => [true, false].map((committed) => [after, committed] as const)))(
  'a process that dies after %i more transactions (committed: %s) leaves one code in the store, and the person goes on',
  async (after, committed) => {
    const made = await shop(() => 'answers');
    await enter();
    store.crashAfter(after, committed);
    await host.pass(10 * MINUTE);
    expect(await outcome()).toMatchObject({ call: { status: 'done' }, port: 'next' });
    expect(made.codes.size).toBe(1);
  },
);

test('a store that refuses says why, and no message shows a code that does not exist', async () => {
  await shop(() => ({
    status: 200,
    body: {
      data: {
        made: { codeDiscountNode: null, userErrors: [{ code: 'INVALID', message: 'Minimum is too high' }] },
      },
    },
  }));
  await enter();
  await host.pass(MINUTE);
  expect(await outcome()).toMatchObject({
    call: { status: 'refused', sentence: 'Not done: Shopify says “Minimum is too high”.' },
    port: 'refused',
  });
  expect(await codesOfOurs()).toEqual([]);
  expect((await listMessages(plain.context, {})).items).toEqual([]);
});

test('a missing permission waits for the owner, and the code is created once it is granted', async () => {
  let allowed = false;
  const denied: Said = {
    status: 200,
    body: { errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }] },
  };
  const made = await shop(() => (allowed ? 'answers' : denied));
  await enter();
  await host.pass(MINUTE);
  expect((await outcome()).call).toMatchObject({ status: 'planned', reason: 'provider-unavailable' });
  const [connection] = await plain.db.inWorkspace(
    plain.context.workspaceId,
    (tx) => tx`select failure from connections`,
  );
  expect(connection).toEqual({ failure: 'settings' });
  allowed = true;
  await host.pass(DAY / 2);
  expect((await outcome()).call.status).toBe('done');
  expect(made.codes.size).toBe(1);
});
