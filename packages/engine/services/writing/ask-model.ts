import { isMillraceError } from '@millrace/base';
import {
  CONNECTORS,
  findConnector,
  healthSign,
  writingOutcome,
  type Writer,
  type Written,
  type WritingTask,
} from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { recordHealth } from '@millrace/run/connection-health';
import { call } from '@millrace/transport';
import { z } from 'zod';

/** Milliseconds that a model may take: people wait for it. */
const PATIENCE = 60_000;
/** Bytes of an answer at most. */
const LONGEST_ANSWER = 500_000;

export interface ModelConnection {
  readonly id: string;
  readonly name: string;
  /** Name of the model; null if the settings cannot be read. */
  readonly model: string | null;
}

interface ConnectionRow {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Uint8Array | null;
}

const ABLE = CONNECTORS.filter((kind) => kind.write !== undefined).map((kind) => kind.id);

const rowsIn = (tx: Tx) => tx<ConnectionRow[]>`
  select id, name, connector, config, secrets from connections
  where connector = any(${ABLE}::text[]) and disabled_at is null order by created_at, id limit 20`;

function opened(context: Context, row: ConnectionRow): { writer: Writer<unknown>; config: unknown } | null {
  const kind = findConnector(row.connector);
  if (!kind?.write) return null;
  try {
    const config: unknown = kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) });
    return { writer: kind.write as Writer<unknown>, config };
  } catch (error) {
    if (!isMillraceError(error) && !(error instanceof z.ZodError)) throw error;
    return null;
  }
}

/** Connected language models, in the order in which they were connected. */
export async function modelsIn(tx: Tx, context: Context): Promise<readonly ModelConnection[]> {
  return (await rowsIn(tx)).map((row) => {
    const found = opened(context, row);
    return { id: row.id, name: row.name, model: found ? found.writer.model(found.config) : null };
  });
}

/** Asks a connected model once, and records the health of its connection. */
export async function askModel(context: Context, connectionId: string, task: WritingTask): Promise<Written> {
  const rows = await context.db.inWorkspace(context.workspaceId, rowsIn);
  const row = rows.find(({ id }) => id === connectionId);
  const found = row && opened(context, row);
  if (!row || !found) {
    if (row) await recordHealth(context, row.id, 'settings', 'Its settings cannot be used.');
    return {
      result: 'not-written',
      reason: row ? 'Its settings cannot be used.' : 'It is not connected any more.',
      next: 'Open it under Settings, Connections.',
      connectionProblem: true,
    };
  }
  const answer = await call(found.writer.request(task, found.config), {
    timeoutMs: PATIENCE,
    maxAnswerBytes: LONGEST_ANSWER,
  });
  const written = found.writer.read(answer, found.config);
  const outcome = writingOutcome(written);
  await recordHealth(
    context,
    row.id,
    healthSign(answer, outcome),
    'reason' in outcome ? outcome.reason : null,
  );
  return written;
}

/** Why what was written cannot be used, and what to do, where it is not in the form that was asked for. */
export const problemOf = (written: Written): { readonly reason: string; readonly next: string } =>
  written.result === 'not-written'
    ? { reason: written.reason, next: written.next }
    : {
        reason: 'The answer is not in the form that was asked for.',
        next: 'Try again. If it lasts, use another model: small ones often cannot keep to a form.',
      };
