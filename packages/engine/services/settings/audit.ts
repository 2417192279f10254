import { defineVerb, freeRecord, id, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { record } from '../paging/shown.ts';

const auditEntrySchema = z
  .strictObject({
    id,
    at: instant,
    actorType: z.string(),
    actorName: z.string().nullable(),
    action: z.string().describe('The kind of change: `flow-published`'),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    summary: z.string().describe('What was done, as a sentence'),
    changes: freeRecord,
    ...notShown,
  })
  .meta({ id: 'AuditEntry' });
export type AuditView = Shape<typeof auditEntrySchema>;

/** Who changed what, newest first. */
export const listAudit = defineVerb({
  name: 'audit-read',
  permission: 'audit:read',
  input: z.strictObject({
    action: z.string().max(80).optional(),
    subject: z.string().max(80).optional(),
    ...pageInput,
  }),
  output: pageShape(auditEntrySchema),
  run: async (tx, input) => {
    const after = decodeCursor(input.cursor);
    const rows = await tx<AuditView[]>`
      select id, at, actor_type as "actorType", actor_name as "actorName", action,
        subject_type as "subjectType", subject_id as "subjectId", summary, changes from audit_log
      where ${input.action ? tx`action = ${input.action}` : tx`true`}
        and ${input.subject ? tx`subject_id = ${input.subject}` : tx`true`}
        and ${after ? tx`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
      order by at desc, id desc limit ${input.limit + 1}`;
    return pageOf(
      rows,
      input.limit,
      (row) => [row.at, row.id],
      (row) => row,
      { changes: [record, {}] },
    );
  },
});
