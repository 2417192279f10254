import { fail } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { call, probeSmtp } from '@millrace/transport';
import { z } from 'zod';
import type { Context } from '../verb/context.ts';
import { authorise, parseInput } from '../verb/define-verb.ts';
import { openSecrets } from './secrets.ts';

export interface ConnectionTest {
  readonly works: boolean;
  readonly sentence: string;
}

/** Asks the outside system a harmless question, to see whether the settings are right. Nothing is sent to anybody. */
export async function testConnection(context: Context, input: { readonly id: string }): Promise<ConnectionTest> {
  authorise(context.actor, 'settings:write');
  const { id } = parseInput(z.strictObject({ id: z.uuid() }), input);
  const row = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [found] = await tx<
      { connector: string; config: Record<string, unknown>; secrets: Uint8Array | null }[]
    >`select connector, config, secrets from connections where id = ${id}`;
    return found;
  });
  const kind = row && findConnector(row.connector);
  if (!row || !kind) return fail('not-found', { what: 'connection' });
  if (!kind.probe) return { works: true, sentence: `There is nothing to ask ${kind.title}: it shows when the first delivery comes in.` };
  const probe = kind.probe(kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) }));
  if (probe.via === 'smtp') {
    const trouble = await probeSmtp(probe.server);
    return trouble ? { works: false, sentence: wordsOf(kind.title, trouble) } : { works: true, sentence: `${kind.title} lets us in.` };
  }
  const answer = await call(probe.request);
  if (answer.kind === 'answered' && answer.status < 400) return { works: true, sentence: `${kind.title} lets us in.` };
  return {
    works: false,
    sentence: answer.kind === 'answered' ? `${kind.title} answered ${answer.status}. Check the settings.` : wordsOf(kind.title, answer),
  };
}

/** Where a mail server said no. Its own words stay with it: whoever tests settings could read any machine's greeting by them. */
const AT: Readonly<Record<string, string>> = {
  greeting: 'it does not greet us as a mail server that takes our mail does',
  auth: 'it does not accept the user name or the password',
};

function wordsOf(title: string, trouble: { readonly reason?: string; readonly stage?: string; readonly code?: number }): string {
  if (trouble.reason !== undefined) return `${title} cannot be used yet: ${trouble.reason}`;
  const why = AT[trouble.stage ?? ''] ?? 'it said no';
  return `${title} cannot be used yet: ${why}${trouble.code === undefined ? '' : ` (${trouble.code})`}. Check the settings.`;
}
