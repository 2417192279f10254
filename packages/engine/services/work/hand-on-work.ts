import { fail } from '@millrace/base';
import { workKind } from '@millrace/connectors/work';
import { defineVerb } from '@millrace/core/verb';
import { canAnswer, lockWork, planMails, whoInWords, writeNote } from '@millrace/run/work';
import { z } from 'zod';
import { refuseOthers, whatHappened, wrong } from './answer-work.ts';
import { readWork } from './read-work.ts';
import { commentInput, workForSchema, workWithHistorySchema } from './shapes.ts';
import { viewing } from './viewing.ts';

/**
 * Gives open work to somebody else. A decision can be handed on only by those who may answer it; anybody who
 * does work may take a task.
 * @throws MillraceError not-found, not-allowed, work-of-others, work-closed, work-changed, input-invalid for
 * somebody who may not answer it
 */
export const assignWork = defineVerb({
  name: 'work-assigned',
  permission: 'work:answer',
  input: z.strictObject({
    id: z.uuid(),
    for: workForSchema,
    revision: z.int().optional().describe('When given, refused if the work has changed since'),
  }),
  output: workWithHistorySchema,
  run: async (tx, { id, for: whom, revision }, context) => {
    const seen = await viewing(tx, context);
    const row = (await lockWork(tx, id)) ?? fail('not-found', { what: 'work' });
    if (row.state !== 'open') fail('work-closed', { what: whatHappened(row) });
    const kind = workKind(row.kind);
    if (kind?.isDecision !== false) refuseOthers(seen, row);
    if (revision !== undefined && revision !== row.revision) fail('work-changed');
    if (whom.person !== null) {
      const member = seen.team.find((one) => one.id === whom.person);
      if (!member || !canAnswer(member, kind)) wrong('for', 'This member of the team may not answer it.');
    }
    const now = context.now();
    await tx`update work_items set for_role = ${whom.person === null ? whom.role : null},
      for_person = ${whom.person}, revision = revision + 1 where id = ${id}`;
    const by = { id: context.actor.id, name: context.actor.name };
    const said = whoInWords(whom, seen.team);
    const cause = await writeNote(tx, context.workspaceId, id, { what: 'assigned', by, said }, now);
    const except = context.actor.id;
    await planMails(tx, row, whom, seen.team, { why: 'assigned', cause, except }, now);
    return readWork(tx, id, seen);
  },
  audit: (_input, { id, kindTitle, flowName, who }) => ({
    subject: { type: 'work', id },
    summary: `Gave a piece of work to ${who}: ${kindTitle.toLowerCase()} of ${flowName ?? 'a flow'}`,
  }),
});

/** Writes a comment, which everybody who opens the work sees. @throws MillraceError not-found */
export const commentOnWork = defineVerb({
  name: 'work-commented',
  permission: 'work:answer',
  input: z.strictObject({ id: z.uuid(), comment: commentInput.min(1, 'Write the comment.') }),
  output: workWithHistorySchema,
  run: async (tx, { id, comment }, context) => {
    const row = (await lockWork(tx, id)) ?? fail('not-found', { what: 'work' });
    const by = { id: context.actor.id, name: context.actor.name };
    await writeNote(tx, context.workspaceId, row.id, { what: 'commented', by, comment }, context.now());
    return readWork(tx, id, await viewing(tx, context));
  },
  audit: (_input, { id, kindTitle, flowName }) => ({
    subject: { type: 'work', id },
    summary: `Commented on a piece of work: ${kindTitle.toLowerCase()} of ${flowName ?? 'a flow'}`,
  }),
});
