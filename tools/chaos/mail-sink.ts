import { SMTPServer } from 'smtp-server';

export interface MailSink {
  readonly port: number;
  /** How many e-mails each address got, counted when the server accepted them. */
  readonly taken: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** A mail server that accepts and counts everything. An acceptance cannot be taken back. */
export async function openMailSink(): Promise<MailSink> {
  const taken = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      stream.resume();
      stream.once('end', () => {
        for (const { address } of session.envelope.rcptTo)
          taken.set(address.toLowerCase(), (taken.get(address.toLowerCase()) ?? 0) + 1);
        done();
      });
    },
  });
  // A killed worker breaks its connections, as intended.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
