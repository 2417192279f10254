interface Connection {
  readonly connector: string;
  readonly state: string;
}

interface Connector {
  readonly id: string;
  readonly capabilities: readonly string[];
}

/** What is caught here because nothing carries it out; null when both e-mail and texts leave. */
export function caughtWords(
  connections: readonly Connection[],
  connectors: readonly Connector[],
): { title: string; sentence: string; step: string } | null {
  const can = new Set(
    connections
      .filter((one) => one.state !== 'disabled')
      .flatMap((one) => connectors.find((kind) => kind.id === one.connector)?.capabilities ?? []),
  );
  const email = can.has('deliver-email');
  const sms = can.has('deliver-sms');
  if (email && sms) return null;
  if (!email && !sms)
    return {
      title: 'Nobody outside receives anything.',
      sentence: 'No provider is connected, so every message is caught here, ready to be read as the customer would see it.',
      step: 'Connect a provider',
    };
  return email
    ? {
        title: 'Texts are caught here.',
        sentence: 'E-mails go out; no provider for texts is connected, so nobody receives those.',
        step: 'Connect one for texts',
      }
    : {
        title: 'E-mails are caught here.',
        sentence: 'Texts go out; no mail provider is connected, so nobody receives e-mails.',
        step: 'Connect one for e-mail',
      };
}
