import type { Instant } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';

export const WORK_NEWS = [
  'opened',
  'escalated',
  'assigned',
  'commented',
  'answered',
  'missed',
  'withdrawn',
] as const;
export type WorkNews = (typeof WORK_NEWS)[number];

export interface Note {
  readonly what: WorkNews;
  /** The member of the team; null for Millrace itself. */
  readonly by?: { readonly id: string | null; readonly name: string } | null;
  /** Who it went to, or the answer, in words. */
  readonly said?: string;
  readonly comment?: string | null;
}

/** Writes a line of the history of a piece of work. @returns its id */
export async function writeNote(
  tx: Tx,
  workspaceId: string,
  workId: string,
  { what, by = null, said = '', comment = null }: Note,
  now: Instant,
): Promise<string> {
  const id = newId();
  await tx`insert into work_notes (id, workspace_id, work_id, at, what, by_id, by_name, said, comment)
    values (${id}, ${workspaceId}, ${workId}, ${now}, ${what}, ${by?.id ?? null}, ${by?.name ?? null}, ${said},
      ${comment})`;
  return id;
}
