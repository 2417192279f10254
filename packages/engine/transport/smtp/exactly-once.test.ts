import { afterEach, expect, test } from 'vitest';
import fc from 'fast-check';
import type { SmtpAnswer } from '@millrace/connectors';
import { closeSmtpConnections } from './connection-pool.ts';
import { sendSmtp } from './send-smtp.ts';
import { reply, sampleMail, scriptedMailServer } from './testing/scripted-mail-server.ts';

// The servers of these tests are on this machine.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

afterEach(closeSmtpConnections);

const FATES = [
  'taken',
  'taken',
  'taken',
  'drop-at-recipient',
  'busy-at-recipient',
  'busy-after-content',
  'drop-after-content',
  'taken-then-drop',
] as const;

/**
 * Sends one mail as the engine does: again while it certainly was not sent, never again once that is unclear.
 */
async function sendAsTheEngineDoes(send: () => Promise<SmtpAnswer>): Promise<SmtpAnswer> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await send();
    if (answer.kind === 'accepted' || answer.kind === 'no-answer') return answer;
  }
  return send();
}

test('whatever the mail server and the network do, no mail arrives twice, and each one reported as sent has arrived', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.constantFrom(...FATES)), async (fates) => {
      const next = () => fates.next().value ?? 'taken';
      const taken: string[] = [];
      const mail = await scriptedMailServer({
        onRecipient: (drop) => {
          const fate = next();
          if (fate === 'drop-at-recipient') drop();
          return fate === 'busy-at-recipient' ? reply(451, '4.3.0 busy') : null;
        },
        onContent: (drop, content) => {
          const fate = next();
          if (fate === 'busy-after-content') return reply(452, '4.3.1 full');
          if (fate !== 'drop-after-content') taken.push(/Message-ID: <(.*?)@/.exec(content)?.[1] ?? '');
          if (fate !== 'drop-after-content' && fate !== 'taken-then-drop') return null;
          drop();
          return 'hang';
        },
      });
      try {
        const ids = Array.from({ length: 25 }, (_, index) => `row-${index}`);
        const answers = await Promise.all(
          ids.map((id) =>
            sendAsTheEngineDoes(() =>
              sendSmtp({ ...sampleMail, messageId: `<${id}@harbourlane.example>` }, mail.server, {
                beforeData: async () => undefined,
                timeouts: { silenceMs: 2_000 },
              }),
            ),
          ),
        );
        const times = (id: string) => taken.filter((one) => one === id).length;
        for (const [index, id] of ids.entries()) {
          expect(times(id)).toBeLessThanOrEqual(1);
          expect(answers[index]?.kind === 'accepted' ? times(id) : 1).toBe(1);
        }
      } finally {
        await mail.close();
      }
    }),
    { numRuns: 6 },
  );
});
