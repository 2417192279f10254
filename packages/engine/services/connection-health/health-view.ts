import type { connections, Row } from '@millrace/db/schema';
import { FAILURES } from '@millrace/connectors';
import { MINUTE, type Instant, own } from '@millrace/base';
import { instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

export type HealthRow = Pick<
  Row<typeof connections>,
  'last_ok_at' | 'last_error' | 'last_error_at' | 'failing_since' | 'failure'
>;

/** A connection's health, for screens. */
export const healthFields = {
  lastOkAt: instant.nullable().describe('When a call through it last worked'),
  lastError: z.string().nullable(),
  lastErrorAt: instant.nullable(),
  failingSince: instant.nullable().describe('Null while the connection works'),
  failure: z
    .strictObject({
      kind: z
        .string()
        .describe('unreachable, encryption, sign-in, sender, settings, turned-away, busy or no-answer'),
      words: z.string(),
      next: z.string().describe('What to do next'),
      mayPass: z.boolean().describe('True when such a failure often ends by itself within minutes'),
    })
    .nullable(),
};
export type ConnectionHealth = Shape<z.ZodObject<typeof healthFields>>;

export function healthView(row: HealthRow): ConnectionHealth {
  const known = row.failing_since === null || row.failure === null ? undefined : own(FAILURES, row.failure);
  return {
    lastOkAt: row.last_ok_at,
    lastError: row.last_error,
    lastErrorAt: row.last_error_at,
    failingSince: row.failing_since,
    failure: known
      ? { kind: row.failure as string, words: known.words, next: known.next, mayPass: known.mayPass }
      : null,
  };
}

/** How long a failure that often ends by itself lasts before the owner is notified, in milliseconds. */
const PASSES_WITHIN = 5 * MINUTE;

export function needsSomebody({ failingSince, failure }: ConnectionHealth, now: Instant): boolean {
  return (
    failingSince !== null && failure !== null && (!failure.mayPass || now - failingSince >= PASSES_WITHIN)
  );
}
