import { closeSmtpConnections } from '@millrace/transport';
import { reply, scriptedMailServer } from '@millrace/transport/testing';

export type MailMood = 'takes' | 'busy' | 'refuses' | 'breaks';

/** A mail server that does as it feels: takes mail, is busy, refuses the address, or breaks the line before it answers. */
export async function moodyMailServer() {
  const state: { mood: MailMood } = { mood: 'takes' };
  const server = await scriptedMailServer({
    onSender: () => (state.mood === 'busy' ? reply(451, '4.3.2 try again later') : null),
    onRecipient: () => (state.mood === 'refuses' ? reply(550, '5.1.1 no such user') : null),
    onContent: (drop) => {
      if (state.mood !== 'breaks') return null;
      drop();
      return 'hang';
    },
  });
  return Object.assign(state, {
    port: server.server.port,
    mails: server.mails,
    close: async () => {
      closeSmtpConnections();
      await server.close();
    },
  });
}
