import { fail, isMillraceError } from '@millrace/base';
import { findConnector, healthSign, type Answer, type HealthSign } from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import { type Context, authorise, parseInput } from '@millrace/core/verb';
import { forgetHealth, recordHealth } from '@millrace/run/connection-health';
import { call, probeSmtp } from '@millrace/transport';
import { z } from 'zod';

export interface ConnectionTest {
  readonly works: boolean;
  readonly sentence: string;
}

/** Makes a harmless request to the outside system, to test the settings. Sends no message. */
export async function testConnection(
  context: Context,
  input: { readonly id: string },
): Promise<ConnectionTest> {
  authorise(context.actor, 'settings:write');
  const { id } = parseInput(z.strictObject({ id: z.uuid() }), input);
  // A test by a person ignores recently recorded health.
  forgetHealth(id);
  return probeConnection(context, id);
}

/** A test by the schedule. Its result is recorded as the connection's health. */
export async function probeConnection(context: Context, id: string): Promise<ConnectionTest> {
  const row = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [found] = await tx<
      { connector: string; config: Record<string, unknown>; secrets: Uint8Array | null }[]
    >`select connector, config, secrets from connections where id = ${id}`;
    return found;
  });
  const kind = row && findConnector(row.connector);
  if (!row || !kind) return fail('not-found', { what: 'connection' });
  if (!kind.probe)
    return {
      works: true,
      sentence: `${kind.title} cannot be tested. The first delivery that comes in shows that it works.`,
    };
  let answer: Answer;
  try {
    const probe = kind.probe(kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) }));
    answer =
      probe.via === 'smtp'
        ? ((await probeSmtp(probe.server)) ?? { kind: 'accepted', response: '' })
        : await call(probe.request);
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    await recordHealth(context, id, 'settings', error.message);
    return { works: false, sentence: error.message };
  }
  const sign = signOf(answer);
  await recordHealth(context, id, sign, reasonOf(answer));
  if (sign === 'works') return { works: true, sentence: `${kind.title} accepts this connection.` };
  return {
    works: false,
    sentence:
      answer.kind === 'answered'
        ? `${kind.title} answered ${answer.status}. Check the settings.`
        : wordsOf(kind.title, answer),
  };
}

/** A probe carries no message, so any refusal is the connection's fault. */
function signOf(answer: Answer): HealthSign {
  const sign = healthSign(answer, { result: 'unknown', reason: '' });
  return answer.kind === 'answered' && answer.status >= 400 && sign === 'works' ? 'settings' : sign;
}

/**
 * The stage at which a mail server refused. Its own words are not shown, because a tester could use them to
 * read the greeting of any machine.
 */
const AT: Readonly<Record<string, string>> = {
  greeting: 'it refuses the connection at its greeting',
  auth: 'it does not accept the user name or the password',
};

function reasonOf(answer: Answer): string | null {
  if ('reason' in answer) return answer.reason;
  if (answer.kind === 'refused') return `${AT[answer.stage] ?? 'it refused'} (${answer.code})`;
  return answer.kind === 'answered' ? `It answered ${answer.status}.` : null;
}

function wordsOf(title: string, answer: Answer): string {
  const reason = reasonOf(answer);
  return `${title} cannot be used yet${reason ? `: ${reason}` : ''}${answer.kind === 'refused' || !reason ? '. Check the settings.' : ''}`;
}
