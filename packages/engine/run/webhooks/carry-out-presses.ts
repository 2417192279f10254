import { readAnswer, type ConnectorKind, type Press } from '@millrace/connectors';
import { writeAudit, type Context } from '@millrace/core/verb';
import { answerQuestion } from './answer-question.ts';
import type { KnownConnection } from './known-connection.ts';
import { pressing } from './pressing.ts';

/**
 * The value of a notice's button. Testing a connection is harmless, so anybody in the channel may press it.
 */
export const testOf = (connectionId: string): string => `test-connection:${connectionId}`;
const TEST = /^test-connection:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Handles presses of buttons by the team: answers a flow's question, or schedules a test of a failing
 * connection within seconds.
 */
export async function carryOutPresses(
  context: Context,
  kind: ConnectorKind,
  connection: KnownConnection,
  presses: readonly Press[],
): Promise<void> {
  for (const press of presses) {
    const answer = readAnswer(press.action);
    if (answer) await answerQuestion(context, kind, connection, press, answer);
    else await testAgain(context, kind, press);
  }
}

async function testAgain(context: Context, { title }: ConnectorKind, { action, by }: Press): Promise<void> {
  const id = TEST.exec(action)?.[1];
  if (id === undefined) return;
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [asked] = await tx<
      { name: string }[]
    >`update connections set probed_at = null where id = ${id} and disabled_at is null returning name`;
    if (!asked) return;
    const entry = {
      subject: { type: 'connection', id },
      summary: `Tested whether ${asked.name} works again`,
    };
    await writeAudit(tx, { ...context, actor: pressing(context, by, title) }, 'connection-test-asked', entry);
  });
}
