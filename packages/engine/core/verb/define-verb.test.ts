import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '@millrace/tools/testing';
import { fail, isMillraceError } from '@millrace/base';
import { newId } from '@millrace/db';
import { z } from 'zod';
import { smallWorld, type SmallWorld } from '../testing/small-world.ts';
import {
  composeVerb,
  defineVerb,
  may,
  onEveryAnswer,
  parseInput,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  ROLES,
  SETTABLE,
  WORKER,
  writeAudit,
  type Context,
} from './index.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await smallWorld(await createTestDatabase());
});
afterAll(() => world.close());

const done: string[] = [];
const tagCustomer = defineVerb({
  name: 'customer-tagged',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid(), tag: z.string().trim().min(1), fails: z.boolean().default(false) }),
  output: z.strictObject({ id: z.uuid(), tags: z.array(z.string()) }),
  prepare: async ({ tag }) => {
    done.push(`prepared ${tag}`);
    return tag.toUpperCase();
  },
  async run(tx, { id, fails }, _context, prepared) {
    const [row] = await tx<
      { id: string; tags: string[] }[]
    >`update customers set tags = array_append(tags, ${prepared}) where id = ${id} returning id, tags`;
    if (!row) return fail('not-found', { what: 'customer' });
    if (fails) return fail('input-invalid', { problems: 'It was to fail.' });
    return { id: row.id, tags: row.tags };
  },
  audit: ({ id }, { tags }) =>
    tags.length > 1
      ? null
      : { subject: { type: 'customer', id }, summary: `Tagged ${tags.join()}`, changes: { tags } },
});

async function someone(context = world.context): Promise<string> {
  const id = newId();
  await world.in(
    (tx) => tx`insert into customers (id, workspace_id) values (${id}, ${context.workspaceId})`,
    context.workspaceId,
  );
  return id;
}
const audited = (id: string, context = world.context) =>
  world.in(
    (tx) =>
      tx<
        Record<string, unknown>[]
      >`select at, actor_type, actor_id, actor_name, action, subject_type, summary, changes from audit_log where subject_id = ${id}`,
    context.workspaceId,
  );
const tagsOf = async (id: string) =>
  (await world.in((tx) => tx<{ tags: string[] }[]>`select tags from customers where id = ${id}`))[0]?.tags;
async function refusal(attempt: Promise<unknown>) {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return error;
  }
}

describe('a verb', () => {
  test('parses, prepares, changes and writes down by whom, with what was parsed', async () => {
    const id = await someone();
    done.length = 0;
    expect(await tagCustomer(world.context, { id, tag: '  vip ' })).toEqual({ id, tags: ['VIP'] });
    expect(done).toEqual(['prepared vip']);
    const { actor } = world.context;
    expect(await audited(id)).toEqual([
      {
        at: world.context.now(),
        actor_type: 'person',
        actor_id: actor.id,
        actor_name: 'Ann',
        action: 'customer-tagged',
        subject_type: 'customer',
        summary: 'Tagged VIP',
        changes: { tags: ['VIP'] },
      },
    ]);
  });

  test('that has nothing to write down writes nothing, and changes all the same', async () => {
    const id = await someone();
    await tagCustomer(world.context, { id, tag: 'a' });
    await tagCustomer(world.context, { id, tag: 'b' });
    expect([await tagsOf(id), (await audited(id)).length]).toEqual([['A', 'B'], 1]);
  });

  test('that fails on its way changes nothing and is not written down', async () => {
    const id = await someone();
    expect((await refusal(tagCustomer(world.context, { id, tag: 'x', fails: true })))?.code).toBe(
      'input-invalid',
    );
    expect([await tagsOf(id), await audited(id)]).toEqual([[], []]);
  });

  test('is refused to whoever may not, before anything is looked at', async () => {
    const id = await someone();
    done.length = 0;
    const viewer = world.as({ permissions: new Set(ROLE_PERMISSIONS.viewer) });
    const error = await refusal(tagCustomer(viewer, { id, tag: '' }));
    expect([error?.code, error?.status, error?.details]).toEqual([
      'not-allowed',
      403,
      { permission: 'customers:write' },
    ]);
    expect([done, await tagsOf(id)]).toEqual([[], []]);
    const marketer = world.as({ permissions: new Set(ROLE_PERMISSIONS.marketer) });
    expect(await tagCustomer(marketer, { id, tag: 'm' })).toMatchObject({ tags: ['M'] });
  });

  test('sees no customer of another workspace', async () => {
    const other = await world.other();
    const theirs = await someone(other);
    expect((await refusal(tagCustomer(world.context, { id: theirs, tag: 'x' })))?.code).toBe('not-found');
    expect(await tagCustomer(other, { id: theirs, tag: 'x' })).toMatchObject({ id: theirs });
    expect([await audited(theirs), (await audited(theirs, other)).length]).toEqual([[], 1]);
  });

  test('names every field that is wrong, in one refusal', async () => {
    const error = await refusal(tagCustomer(world.context, { id: 'x', tag: ' ', colour: 'red' } as never));
    expect(error?.code).toBe('input-invalid');
    const fields = (error!.details['fields'] as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(['id', 'tag', '']);
    expect(error?.message).toMatch(/id: .*; tag: .*; .*colour/);
  });

  test('says of a hundred faults no more than twenty', () => {
    const schema = z.array(z.number());
    const wrong = Array.from({ length: 100 }, () => 'x');
    try {
      parseInput(schema, wrong);
      expect.unreachable();
    } catch (error) {
      expect(isMillraceError(error) && (error.details['fields'] as unknown[]).length).toBe(20);
    }
    expect(parseInput(schema, [1, 2])).toEqual([1, 2]);
  });

  test('of several transactions is authorised and parsed like any other', async () => {
    const both = composeVerb(
      {
        name: 'customers-tagged',
        permission: 'customers:write',
        input: z.strictObject({ ids: z.array(z.uuid()), tag: z.string().default('both') }),
        output: z.strictObject({ count: z.int() }),
      },
      async (context: Context, { ids, tag }) => {
        for (const id of ids) await tagCustomer(context, { id, tag });
        return { count: ids.length };
      },
    );
    const ids = [await someone(), await someone()];
    expect(await both(world.context, { ids })).toEqual({ count: 2 });
    expect(await Promise.all(ids.map(tagsOf))).toEqual([['BOTH'], ['BOTH']]);
    const nobody = world.as({ permissions: new Set() });
    expect((await refusal(both(nobody, { ids })))?.code).toBe('not-allowed');
    expect((await refusal(both(world.context, { ids: ['x'] })))?.code).toBe('input-invalid');
    expect(both.definition).toMatchObject({ name: 'customers-tagged', permission: 'customers:write' });
  });

  test('has every answer looked at, as long as somebody asked for it', async () => {
    const seen: unknown[] = [];
    onEveryAnswer(({ name }, answer) => void seen.push([name, answer]));
    const id = await someone();
    await tagCustomer(world.context, { id, tag: 'y' });
    await refusal(tagCustomer(world.context, { id, tag: 'y', fails: true }));
    onEveryAnswer(undefined);
    await tagCustomer(world.context, { id, tag: 'z' });
    expect(seen).toEqual([['customer-tagged', { id, tags: ['Y'] }]]);
  });
});

describe('a row of the audit log', () => {
  test('of a machine names no person, and needs no changes', async () => {
    const id = newId();
    const worker = { ...world.context, actor: WORKER };
    await world.in((tx) =>
      writeAudit(tx, worker, 'flow-paused', { subject: { type: 'flow', id }, summary: 'Paused.' }),
    );
    expect(await audited(id)).toMatchObject([
      { actor_type: 'worker', actor_id: null, actor_name: 'Millrace', changes: {} },
    ]);
  });

  test('is written once under one id', async () => {
    const id = newId();
    const entry = { subject: { type: 'flow', id }, summary: 'Paused.' };
    const write = () => world.in((tx) => writeAudit(tx, world.context, 'flow-paused', entry, id));
    await write();
    await expect(write()).rejects.toThrow(/duplicate key/);
    expect(await audited(id)).toHaveLength(1);
  });
});

describe('roles', () => {
  test('may what is listed, the owner all of it, and everybody reads', () => {
    expect([...ROLE_PERMISSIONS.owner].sort()).toEqual([...PERMISSIONS].sort());
    for (const role of ROLES) {
      const permissions = new Set(ROLE_PERMISSIONS[role]);
      expect(permissions.size).toBe(ROLE_PERMISSIONS[role].length);
      for (const one of permissions) expect(PERMISSIONS).toContain(one);
      for (const one of ROLE_PERMISSIONS.viewer) expect(permissions.has(one)).toBe(true);
      const actor = { ...WORKER, permissions };
      for (const one of PERMISSIONS) expect(may(actor, one)).toBe(permissions.has(one));
    }
    for (const one of PERMISSIONS) expect(may(WORKER, one)).toBe(true);
  });
  test('keep to the owner what gives rights to others, erases people or changes the store', () => {
    for (const role of ROLES.filter((one) => one !== 'owner'))
      for (const one of ['team:write', 'keys:write', 'settings:write', 'customers:erase'] as const)
        expect([role, ROLE_PERMISSIONS[role].includes(one)]).toEqual([role, false]);
  });
  test('what owners may give away is a permission there is', () => {
    for (const one of Object.keys(SETTABLE)) expect(PERMISSIONS).toContain(one);
  });
});
