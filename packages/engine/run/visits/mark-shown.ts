import type { Context } from '@millrace/core/verb';
import { readLinkToken } from '../sending/message-links.ts';
import { recordReports } from './record-reports.ts';

/**
 * Records that a device has shown a message. A repeat changes nothing, and a token that is not ours is ignored.
 * @param token the receipt that went with the message
 */
export async function markShown(context: Context, token: string): Promise<void> {
  const reference = readLinkToken(context, 'receipt', token);
  if (reference?.workspaceId !== context.workspaceId) return;
  const { messageId, enrolledAt } = reference;
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [message] = await tx<
      { channel: string }[]
    >`select channel from messages where id = ${messageId} and enrolled_at = ${enrolledAt}`;
    if (!message) return;
    await recordReports(tx, context, 'devices', [
      {
        id: `shown/${messageId}`,
        event: 'message-delivered',
        messageId,
        providerId: null,
        channel: message.channel,
        address: null,
        reason: null,
        suppress: null,
        text: null,
      },
    ]);
  });
}
