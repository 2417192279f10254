import type { Instant, Json } from '@millrace/base';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf, type Page } from '../paging/cursor.ts';
import { record, type MaybeNotShown } from '../paging/shown.ts';
import { defineVerb } from '../verb/define-verb.ts';

export interface AuditView extends MaybeNotShown {
  readonly id: string;
  readonly at: Instant;
  readonly actorType: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly summary: string;
  readonly changes: Readonly<Record<string, Json>>;
}

/** Who changed what, newest first. */
export const listAudit = defineVerb({
  name: 'audit-read',
  permission: 'audit:read',
  input: z.strictObject({ action: z.string().max(80).optional(), subject: z.string().max(80).optional(), ...pageInput }),
  run: async (tx, input): Promise<Page<AuditView>> => {
    const after = decodeCursor(input.cursor);
    const rows = await tx<AuditView[]>`
      select id, at, actor_type as "actorType", actor_name as "actorName", action, subject_type as "subjectType", subject_id as "subjectId", summary, changes from audit_log
      where ${input.action ? tx`action = ${input.action}` : tx`true`} and ${input.subject ? tx`subject_id = ${input.subject}` : tx`true`} and ${after ? tx`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
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
