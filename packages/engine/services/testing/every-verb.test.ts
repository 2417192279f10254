import { isMillraceError } from '@millrace/base';
import type { AnyVerb, Context } from '@millrace/core/verb';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { createApiKey } from '../settings/api-keys.ts';
import { createConnection } from '../settings/connections.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { allVerbs } from './all-verbs.ts';
import { callerWithout, NO_ID } from './callers.ts';
import { anyInput, idFields, leastInput } from './example-input.ts';
import { cartTrigger, email, graphOf, node, wait } from './flows.ts';
import { oneStore, type OneStore } from './one-store.ts';
import { NOTHING_HOLDS } from './store-for-each.ts';

let here: OneStore;
let context: Context;
let stranger: Context;
let ids: Map<string, string>;
const verbs = await allVerbs(['services']);

oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  stranger = await made.store.other();
  await updateGuardrails(context, { settings: NOTHING_HOLDS as never });
  await createConnection(context, {
    connector: 'shopify',
    config: { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' },
  });
  await createApiKey(context, { name: 'Key' });
  const graph = graphOf([
    cartTrigger(),
    node('tag', 'update-profile', { do: 'add-tag', tag: 'left a cart' }),
    email('mail'),
    wait('wait', 5, 'days'),
    node('end', 'end'),
  ]);
  const { id } = await createFlow(context, { name: 'Carts', graph });
  await publishFlow(context, { id });
  await made.shop.fillCart('ann', 'cart-1');
  await made.host.pass(60 * 60_000);
  await made.shop.buy('bea', 'order-1');
  await made.host.settle();
});
beforeAll(async () => {
  ids = new Map();
  for (const table of await tables())
    if (table.columns.includes('id')) {
      const [row] = await here.inStore(
        (tx) => tx<{ id: string }[]>`select id::text as id from ${tx(table.name)} order by 1 limit 1`,
      );
      if (row && /^[0-9a-f-]{36}$/.test(row.id)) ids.set(table.name, row.id);
    }
});

const tables = () =>
  here.inStore(
    (tx) => tx<{ name: string; columns: string[] }[]>`
      select c.relname as name, array_agg(a.attname::text) as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      group by 1 having 'workspace_id' = any(array_agg(a.attname)) order by 1`,
  );

/** Everything that is kept of the workspace, as one word for each table. */
async function everything(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name } of await tables()) {
    const [row] = await here.inStore(
      (tx) =>
        tx<
          { all: string }[]
        >`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as all from ${tx(name)} t`,
    );
    found[name] = row?.all ?? '';
  }
  return found;
}

const call = (verb: AnyVerb, who: Context, input: unknown) => verb(who, input as never);

/** What comes of asking: the answer, or the code of the error. What is no error of ours is a fault. */
async function comesOf(verb: AnyVerb, who: Context, input: unknown): Promise<string> {
  try {
    return JSON.stringify(await call(verb, who, input)) ?? 'undefined';
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return error.code;
  }
}

test('there are verbs to look at, and things of every kind to ask for', () => {
  expect(verbs.length).toBeGreaterThan(60);
  expect([...ids.keys()]).toEqual(
    expect.arrayContaining([
      'flows',
      'customers',
      'connections',
      'api_keys',
      'enrolments',
      'messages',
      'calls',
      'orders',
      'carts',
    ]),
  );
});

describe.each(verbs)('%s', (_name, verb) => {
  const { permission, input } = verb.definition;

  test('is refused to whoever lacks its permission, before anything else is looked at', async () => {
    for (const sent of [{}, null, 'x', leastInput(input, { id: NO_ID })])
      await expect(call(verb, callerWithout(context, permission), sent)).rejects.toMatchObject({
        code: 'not-allowed',
        details: { permission },
      });
  });

  test('takes no field that it does not know', async () => {
    const sent = { ...leastInput(input, { id: NO_ID }), surelyUnknown: 1 };
    await expect(call(verb, context, sent)).rejects.toMatchObject({ code: 'input-invalid' });
  });

  test('answers whatever is sent, or says in our own words what is wrong with it', async () => {
    const empty = await here.store.other();
    await fc.assert(
      fc.asyncProperty(anyInput(input, { id: NO_ID }), async (sent) => {
        await comesOf(verb, empty, sent);
      }),
      { numRuns: 25 },
    );
  });
});

test('what is of one workspace is nothing to another: it is neither told nor changed, whatever verb is asked', async () => {
  const before = await everything();
  let asked = 0;
  for (const [name, verb] of verbs) {
    const { input } = verb.definition;
    for (const field of idFields(input))
      for (const [table, id] of ids) {
        const sent = (one: string) => ({ ...leastInput(input, { id: one }), [field]: one });
        const [theirs, nothing] = [
          await comesOf(verb, stranger, sent(id)),
          await comesOf(verb, stranger, sent(NO_ID)),
        ];
        expect(theirs.replaceAll(id, NO_ID), `${name} ${field} ${table}`).toBe(nothing);
        asked += 1;
      }
  }
  expect(asked).toBeGreaterThan(300);
  expect(await everything()).toEqual(before);
});
