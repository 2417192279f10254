import { fail, isMillraceError, type MillraceError } from '@millrace/base';
import type { WorkDraft } from '@millrace/connectors';
import { workKind } from '@millrace/connectors/work';
import { lockEnrolment } from '@millrace/core/rows';
import { composeVerb, defineVerb, id, may, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { hearAnswer } from '@millrace/run/intake';
import { forOf, lockWork, neededFor, whoInWords, writeNote, type WorkRow } from '@millrace/run/work';
import { z } from 'zod';
import { readWork } from './read-work.ts';
import { commentInput, workWithHistorySchema } from './shapes.ts';
import { mayAnswer, stateWords, viewing, type Viewing } from './viewing.ts';

/** The event that a flow hears. */
const ANSWERED = 'team-answered';
/** Most pieces of work that are answered together. */
const MOST_AT_ONCE = 100;

/** Texts that were changed, by name. */
const draftsInput = z.record(z.string().max(40), z.string().max(20_000));
const answerInput = { answer: z.string().min(1).max(64), comment: commentInput.default('') };

/**
 * Answers open work. The first answer counts: its row, its history and the event that the flow hears are
 * written together.
 * @throws MillraceError not-found, not-allowed, work-of-others, work-closed when somebody was first,
 * work-changed, input-invalid for an answer there is not or a comment that is missing
 */
export const answerWork = defineVerb({
  name: 'work-answered',
  permission: 'work:answer',
  input: z.strictObject({
    id: z.uuid(),
    ...answerInput,
    drafts: draftsInput
      .optional()
      .describe('Texts that were changed, by name. They are used as they are here'),
    revision: z.int().optional().describe('When given, refused if the work has changed since'),
  }),
  output: workWithHistorySchema,
  run: async (tx, { id: wanted, answer, comment, drafts, revision }, context) => {
    const seen = await viewing(tx, context);
    const [row, subject] = await lockToAnswer(tx, wanted);
    refuseOthers(seen, row);
    if (revision !== undefined && revision !== row.revision) fail('work-changed');
    const chosen = workKind(row.kind)?.answers.find((one) => one.id === answer);
    if (!chosen) return wrong('answer', 'This is no answer to it.');
    if (chosen.needsComment && comment === '') wrong('comment', 'Say what has to change.');
    const { now, actor } = context;
    const by = actor.name.slice(0, 80);
    const texts = changedDrafts(row, drafts ?? {});
    await tx`update work_items set drafts = ${tx.json(texts as never)}, state = 'answered', answer = ${answer}, comment = ${comment || null},
      answered_by = ${actor.id}, answered_name = ${by}, closed_at = ${now()}, revision = revision + 1
      where id = ${row.id}`;
    const note = { by: { id: actor.id, name: by }, said: chosen.done, comment: comment || null };
    await writeNote(tx, context.workspaceId, row.id, { what: 'answered', ...note }, now());
    if (subject)
      await hearAnswer(tx, context, ANSWERED, subject, row, {
        choice: answer,
        label: chosen.done,
        by,
        comment,
      });
    return readWork(tx, row.id, seen);
  },
  audit: (_input, { id: subject, stateWords: said, kindTitle, flowName, answer }) => ({
    subject: { type: 'work', id: subject },
    summary: `Answered “${said}”: ${kindTitle.toLowerCase()} of ${flowName ?? 'a flow'}`,
    changes: { answer },
  }),
});

/**
 * The drafts with what was changed in them.
 * @throws MillraceError input-invalid for a draft there is not, or a text that is empty or too long
 */
function changedDrafts({ drafts }: WorkRow, changes: Readonly<Record<string, string>>): readonly WorkDraft[] {
  const strange = Object.keys(changes).find((name) => !drafts.some((draft) => draft.name === name));
  if (strange !== undefined) wrong('drafts', `There is no text called “${strange}”.`);
  return drafts.map((draft) => {
    const value = (changes[draft.name] ?? draft.value).trim();
    if (value.length > draft.most) wrong(draft.name, `${draft.label} has at most ${draft.most} characters.`);
    if (value === '' && draft.value !== '') wrong(draft.name, `${draft.label} is empty.`);
    return { ...draft, value };
  });
}

/**
 * Locks open work, after the person it is about, as the flow's own steps do.
 * @returns the enrolment that waits for it; null when none does
 */
async function lockToAnswer(tx: Tx, wanted: string) {
  const [found] = await tx<WorkRow[]>`select * from work_items where id = ${wanted}`;
  if (!found) return fail('not-found', { what: 'work' });
  const enrolment = found.awaited ? await lockEnrolment(tx, found.enrolment_id) : undefined;
  const row = (await lockWork(tx, wanted)) ?? fail('not-found', { what: 'work' });
  if (row.state !== 'open') return fail('work-closed', { what: whatHappened(row) });
  if (!row.awaited) return [row, null] as const;
  if (!enrolment || enrolment.ended_at !== null || enrolment.cursor.node !== row.node)
    return fail('work-closed', { what: 'the flow has gone on' });
  return [row, enrolment] as const;
}

/** "Ann approved it". */
export function whatHappened(row: WorkRow): string {
  const words = stateWords(workKind(row.kind), row);
  return row.state === 'answered' ? `${row.answered_name ?? 'Somebody'} answered “${words}”` : `“${words}”`;
}

/** @throws MillraceError not-allowed, work-of-others */
export function refuseOthers(seen: Viewing, row: WorkRow): void {
  const lacking = neededFor(workKind(row.kind)).find((permission) => !may(seen.context.actor, permission));
  if (lacking) fail('not-allowed', { permission: lacking });
  if (!mayAnswer(seen, row)) fail('work-of-others', { who: whoInWords(forOf(row), seen.team) });
}

export const wrong = (field: string, problem: string): never =>
  fail('input-invalid', { problems: `${field}: ${problem}`, fields: [{ field, problem }] });

/** Answers several pieces of work alike. Each counts for itself: one that somebody else was first at stops no other. */
export const answerManyWork = composeVerb(
  {
    name: 'work-answered-together',
    permission: 'work:answer',
    input: z.strictObject({
      ids: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
      ...answerInput,
      drafts: z
        .record(z.uuid(), draftsInput)
        .optional()
        .describe('Texts that were changed, by the id of the work and their name'),
    }),
    output: z.strictObject({
      answered: z.array(id),
      refused: z.array(z.strictObject({ id, code: z.string(), sentence: z.string() })),
    }),
  },
  async (context, { ids, drafts = {}, ...given }) => {
    const answered: string[] = [];
    const refused: { id: string; code: string; sentence: string }[] = [];
    for (const one of new Set(ids)) {
      const problem = await problemOf(context, { id: one, ...given, drafts: drafts[one] });
      if (problem === null) answered.push(one);
      else refused.push({ id: one, code: problem.code, sentence: problem.message });
    }
    return { answered, refused };
  },
);

async function problemOf(
  context: Context,
  input: Parameters<typeof answerWork>[1],
): Promise<MillraceError | null> {
  try {
    await answerWork(context, input);
    return null;
  } catch (error) {
    if (isMillraceError(error)) return error;
    throw error;
  }
}
