import { closeSmtpConnections } from '@millrace/transport';
import { reply, scriptedMailServer } from '@millrace/transport/testing';

/**
 * `rejects` refuses the mail and `refuses` the address, both naming the recipient; `breaks` drops the
 * connection before the response.
 */
export type MailMood = 'takes' | 'busy' | 'refuses' | 'rejects' | 'breaks';

/** A mail server whose behaviour a test sets. */
export async function moodyMailServer() {
  const state: { mood: MailMood; beforeAnswer: (() => Promise<unknown>) | null } = {
    mood: 'takes',
    beforeAnswer: null,
  };
  const mails: string[] = [];
  const server = await scriptedMailServer({
    onSender: () => (state.mood === 'busy' ? reply(451, '4.3.2 try again later') : null),
    options: {
      onRcptTo: ({ address }, _session, done) =>
        done(state.mood === 'refuses' ? reply(550, `5.1.1 <${address}> no such user`) : null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on(
          'end',
          () =>
            void answer(
              session.envelope.rcptTo[0]?.address ?? '',
              Buffer.concat(chunks).toString('utf8'),
              done,
            ),
        );
      },
    },
  });
  async function answer(
    address: string,
    content: string,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    await state.beforeAnswer?.();
    if (state.mood === 'breaks') {
      server.drop();
      return;
    }
    if (state.mood === 'rejects') {
      done(reply(554, `5.7.1 mail for <${address}> is not wanted here`));
      return;
    }
    mails.push(content);
    done();
  }
  return Object.assign(state, {
    port: server.server.port,
    mails,
    close: async () => {
      closeSmtpConnections();
      await server.close();
    },
  });
}
