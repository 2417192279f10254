import { HOUR, MINUTE, isMillraceError, type Instant } from '@millrace/base';
import {
  connector,
  secretFields,
  type Dialogue,
  type HttpRequest,
  type Registered,
  type Stopped,
} from '@millrace/connectors';
import { everyWorkspace, openSecrets, sealSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { call } from '@millrace/transport';
import { recordHealth } from '../connection-health/record-health.ts';
import { connectionsThat, type PulledConnection } from './pulled-connections.ts';

/** How often webhooks are checked, in milliseconds. */
const LOOKED_EVERY = HOUR;
const TRIED_AGAIN = 5 * MINUTE;
/** For how long a worker holds the registration, in milliseconds. */
const CLAIM = 2 * MINUTE;
/** A longer dialogue is taken for an endless loop. */
const MOST_CALLS = 200;

/** Registers every connection's webhooks: after it was created, after a change, and every hour. */
export async function keepRegistered(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<void> {
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    for (const connection of await connectionsThat(context, (kind) => kind.registration !== undefined))
      await registerConnection(context, connection);
  }
}

/** @returns the result; null when it was not due, or the settings cannot be read */
export async function registerConnection(
  context: Context,
  connection: PulledConnection,
): Promise<Registered | Stopped | null> {
  const { registration, title } = connection.kind;
  if (!registration?.isPossible(connection.config)) return null;
  const claimed = await claim(context, connection.id, context.now());
  if (!claimed) return null;
  const address = `${context.publicUrl}/hooks/${connection.connector}/${connection.id}`;
  const end = await drive(
    registration.ensure(connection.config, address, claimed.registered_at === null),
    (request) =>
      // An outside system cannot call a machine on a private network.
      isInside(address) && !isInside(request.url)
        ? `${title} cannot reach ${context.publicUrl}. It takes an address on the internet.`
        : null,
  );
  const now = context.now();
  if (end.result === 'registered') {
    await recordHealth(context, connection.id, 'works', null);
    await learn(context, connection.id, end, now);
    return end;
  }
  if (end.isSignIn) await recordHealth(context, connection.id, 'sign-in', end.reason);
  const due = now + (end.result === 'not-now' ? TRIED_AGAIN : LOOKED_EVERY);
  await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`update connections set registration_due_at = ${due},
        registration_problem = ${end.reason.slice(0, 500)} where id = ${connection.id}`,
  );
  return end;
}

async function claim(
  context: Context,
  id: string,
  now: Instant,
): Promise<{ registered_at: Instant | null } | undefined> {
  const [row] = await context.db.inWorkspace(
    context.workspaceId,
    (tx) => tx<{ registered_at: Instant | null }[]>`
      update connections set registration_due_at = ${now + CLAIM}
        where id = ${id} and (registration_due_at is null or registration_due_at <= ${now})
        returning registered_at`,
  );
  return row;
}

/**
 * Stores settings that the other system returned like those the owner enters. A key that it replaced stays
 * valid for a while.
 */
async function learn(context: Context, id: string, end: Registered, now: Instant): Promise<void> {
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [row] = await tx<
      { connector: string; config: Record<string, unknown>; secrets: Uint8Array | null }[]
    >`
      select connector, config, secrets from connections where id = ${id} for update`;
    if (!row) return;
    const hidden = new Set(secretFields(connector(row.connector)));
    const secrets = openSecrets(context, row.secrets);
    const config = { ...row.config };
    for (const [name, value] of Object.entries(end.learned ?? {})) {
      const target = hidden.has(name) ? secrets : config;
      const previous = `previous${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      if (typeof target[name] === 'string' && target[name] !== value) target[previous] = target[name];
      target[name] = value;
    }
    await tx`update connections set config = ${tx.json(config as never)},
      secrets = ${sealSecrets(context, secrets)}, registered_topics = ${[...end.topics]},
      registered_at = ${now}, registration_due_at = ${now + LOOKED_EVERY},
        registration_problem = null where id = ${id}`;
  });
}

const INSIDE =
  /^(localhost|[^.]+|.*\.(local|internal|localhost)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|\[(::1|f[cd].*|fe80.*)\])$/i;

/** Whether an address is on this machine or network, as far as can be seen without a DNS query. */
function isInside(url: string): boolean {
  return INSIDE.test(new URL(url).hostname);
}

/**
 * Runs a dialogue to its end, making the requests it yields.
 * @param refuse why a request may not be made; null when it may
 */
export async function drive<Result>(
  dialogue: Dialogue<Result>,
  refuse: (request: HttpRequest) => string | null = () => null,
): Promise<Result | Stopped> {
  try {
    let step = dialogue.next();
    for (let calls = 0; !step.done; calls += 1) {
      const problem = calls >= MOST_CALLS ? 'It needed too many requests.' : refuse(step.value);
      if (problem !== null) return { result: 'refused', reason: problem, isSignIn: false };
      step = dialogue.next(await call(step.value));
    }
    return step.value;
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { result: 'refused', reason: error.message, isSignIn: false };
  }
}
