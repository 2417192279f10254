import { fail } from '@millrace/base';
import { listed } from '@millrace/base/words';
import { resolveCondition } from '@millrace/core/plans';
import { lockPart } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { conditionSchema, instantSchema, onList, segmentsNamed, type Condition } from '@millrace/flow';
import { instantOf } from '@millrace/run/parsing';
import { beginScan } from '@millrace/run/segments';
import { z } from 'zod';
import { checkAudience } from './check-audience.ts';
import { readSegment } from './read-segments.ts';
import { LONGEST_NAME, usedSegmentSchema } from './shapes.ts';

/** Most saved segments of a store: each change of a person is checked against all of them. */
const MOST_SEGMENTS = 200;

const name = z.string().trim().min(1).max(LONGEST_NAME);
const description = z.string().trim().max(500);

/** Changes of segments follow one another, so that two of them cannot make a circle. */
const oneAtATime = (tx: Tx, workspaceId: string) => lockPart(tx, 'segments', workspaceId);

/**
 * Saves a segment and begins to find its people; or, without a condition, a list with nobody on it.
 * @throws MillraceError already-exists, audience-wrong, limit-exceeded, not-found for a segment it names
 */
export const createSegment = defineVerb({
  name: 'segment-created',
  permission: 'flows:write',
  input: z.strictObject({
    name,
    description: description.default(''),
    condition: conditionSchema
      .nullable()
      .describe('Who belongs to it; null for a list, whose people are put on it one by one'),
  }),
  output: usedSegmentSchema,
  run: async (tx, input, context) => {
    await oneAtATime(tx, context.workspaceId);
    const [count] = await tx<{ n: number }[]>`select count(*)::int as n from segments where flow_id is null`;
    if ((count?.n ?? 0) >= MOST_SEGMENTS) fail('limit-exceeded', { limit: `${MOST_SEGMENTS} segments` });
    const id = newId();
    const condition = input.condition ?? onList(id);
    if (input.condition !== null) await checkCondition(tx, id, input.condition);
    await checkName(tx, id, input.name);
    await tx`insert into segments (id, workspace_id, name, description, condition, by_hand, created_at, updated_at)
      values (${id}, ${context.workspaceId}, ${input.name}, ${input.description},
        ${tx.json(condition as never)}, ${input.condition === null}, ${context.now()}, ${context.now()})`;
    await beginScan(tx, context.workspaceId, id, context.now());
    return readSegment(tx, id);
  },
  audit: (_input, segment) => ({
    subject: { type: 'segment', id: segment.id },
    summary: `Saved the ${wordFor(segment)} ${segment.name}`,
  }),
});

/**
 * Changes a segment. With another condition everybody is checked again; who joins or leaves by that has not
 * crossed its line, so it starts no flow. Flows that name it follow at once.
 * @throws MillraceError not-found, already-exists, audience-wrong, segment-circular, segment-changed-since
 */
export const updateSegment = defineVerb({
  name: 'segment-changed',
  permission: 'flows:write',
  input: z.strictObject({
    id: z.uuid(),
    name: name.optional(),
    description: description.optional(),
    condition: conditionSchema.optional(),
    basedOn: instantSchema
      .optional()
      .describe(
        '`updatedAt` of the segment that was changed; another one is refused, so that nobody undoes unseen what somebody else saved',
      ),
  }),
  output: usedSegmentSchema,
  run: async (tx, { id, ...input }, context) => {
    await oneAtATime(tx, context.workspaceId);
    const before = await readSegment(tx, id);
    if (input.name !== undefined) await checkName(tx, id, input.name);
    if (input.basedOn !== undefined && instantOf(input.basedOn) !== before.updatedAt)
      fail('segment-changed-since', { name: before.name });
    if (input.condition !== undefined && before.condition === null)
      fail('input-invalid', {
        problems: 'A list has no condition. People are put on it one by one',
        fields: [{ field: 'condition', problem: 'A list has no condition.' }],
      });
    const condition = input.condition ?? (before.condition as Condition | null) ?? onList(id);
    const isOther =
      before.condition !== null && JSON.stringify(condition) !== JSON.stringify(before.condition);
    if (isOther) await checkCondition(tx, id, condition);
    await tx`update segments set name = ${input.name ?? before.name},
      description = ${input.description ?? before.description}, condition = ${tx.json(condition as never)},
      revision = revision + ${isOther ? 1 : 0}, updated_at = ${context.now()} where id = ${id}`;
    if (isOther) await scanAgain(tx, context.workspaceId, id, context.now());
    return readSegment(tx, id);
  },
  audit: (_input, segment) => ({
    subject: { type: 'segment', id: segment.id },
    summary: `Changed the ${wordFor(segment)} ${segment.name}`,
  }),
});

/**
 * Removes a segment that nothing names.
 * @throws MillraceError not-found, segment-in-use
 */
export const deleteSegment = defineVerb({
  name: 'segment-removed',
  permission: 'flows:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), name: z.string() }),
  run: async (tx, { id }, context) => {
    await oneAtATime(tx, context.workspaceId);
    const segment = await readSegment(tx, id);
    const users = [
      ...segment.usedBy.flows.map((flow) => `the flow “${flow.name}”`),
      ...segment.usedBy.segments.map((other) => `the segment “${other.name}”`),
    ];
    if (users.length > 0) fail('segment-in-use', { users: listed(users) });
    await tx`delete from segments where id = ${id}`;
    return { id, name: segment.name };
  },
  audit: ({ id }, segment) => ({
    subject: { type: 'segment', id },
    summary: `Removed the segment ${segment.name}`,
  }),
});

const wordFor = ({ condition }: { condition: unknown }): string => (condition === null ? 'list' : 'segment');

async function checkName(tx: Tx, id: string, wanted: string): Promise<void> {
  const [same] = await tx`select 1 from segments where lower(name) = lower(${wanted}) and id <> ${id}`;
  if (same) fail('already-exists', { what: 'segment' });
}

async function checkCondition(tx: Tx, id: string, condition: Condition): Promise<void> {
  checkAudience(condition);
  const named = segmentsNamed(condition);
  const known = await tx<{ id: string; name: string; condition: Condition }[]>`
    select id, name, condition from segments where flow_id is null and id::text = any(${named as string[]}::text[])`;
  if (named.includes(id)) fail('segment-circular', { through: 'its own condition' });
  if (known.length < named.length) fail('not-found', { what: 'segment' });
  for (const other of known) {
    const inside = segmentsNamed(await resolveCondition(tx, other.condition));
    if (inside.includes(id)) fail('segment-circular', { through: `the segment “${other.name}”` });
  }
}

/** Everybody is checked again against this segment, and against those that name it. */
async function scanAgain(tx: Tx, workspaceId: string, id: string, now: number): Promise<void> {
  const dependent = await tx<{ id: string }[]>`
    with recursive d as (
      select ${id}::uuid as id
      union select s.id from segments s, d where strpos(s.condition::text, d.id::text) > 0)
    select id from d order by id`;
  for (const one of dependent) await beginScan(tx, workspaceId, one.id, now);
}
