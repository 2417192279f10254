import type { connections, Row, Known } from '@millrace/db/schema';
import {
  CONNECTORS,
  FAILURES,
  findConnector,
  healthSign,
  type FailureKind,
  type TeamNotice,
} from '@millrace/connectors';
import { lengthOfTime } from '@millrace/base/words';
import { isMillraceError } from '@millrace/base';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { recordHealth } from '@millrace/run/connection-health';
import { testOf } from '@millrace/run/webhooks';
import { call } from '@millrace/transport';
import { z } from 'zod';
import type { Told } from './mail-owners.ts';

type ConnectionRow = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'secrets'>,
  { config: Record<string, unknown> }
>;

/**
 * Notifies the team where they chat, through every connection that can, except the failing one.
 * @returns false when there is none, or none accepted the notice
 */
export async function tellTeam(context: Context, told: Told): Promise<boolean> {
  const able = CONNECTORS.filter((kind) => kind.notify !== undefined).map((kind) => kind.id);
  const rows = await context.db.inWorkspace(
    context.workspaceId,
    (tx) => tx<ConnectionRow[]>`
      select id, connector, config, secrets from connections
        where connector = any(${able}::text[]) and disabled_at is null and id <> ${told.id}`,
  );
  let sent = false;
  for (const row of rows) sent = (await post(context, row, noticeOf(context, told))) || sent;
  return sent;
}

async function post(context: Context, row: ConnectionRow, notice: TeamNotice): Promise<boolean> {
  const kind = findConnector(row.connector);
  if (!kind?.notify) return false;
  try {
    const config: unknown = kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) });
    const answer = await call(kind.notify.request(notice, config));
    const outcome = kind.notify.outcome(answer);
    await recordHealth(
      context,
      row.id,
      healthSign(answer, outcome),
      'reason' in outcome ? outcome.reason : null,
    );
    return outcome.result === 'accepted' || outcome.result === 'unknown';
  } catch (error) {
    if (!isMillraceError(error) && !(error instanceof z.ZodError)) throw error;
    await recordHealth(context, row.id, 'settings', 'Its settings cannot be used.');
    return false;
  }
}

function noticeOf(context: Context, { id, name, health }: Told): TeamNotice {
  const link = { label: 'Open it in Millrace', url: `${context.publicUrl}/settings/connections/${id}` };
  if (!health?.failure || health.failingSince === null)
    return {
      title: `${name} works again`,
      lines: ['What waited for it is being sent now.'],
      link,
      buttons: [],
    };
  const { words, next, kind } = health.failure;
  return {
    title: `${name} ${words}`,
    lines: [
      `For ${lengthOfTime(context.now() - health.failingSince)} now.`,
      ...(health.lastError ? [health.lastError] : []),
      `What to do: ${next}`,
    ],
    link,
    buttons: FAILURES[kind as FailureKind]?.canBeProbed ? [{ label: 'Test it now', action: testOf(id) }] : [],
  };
}
