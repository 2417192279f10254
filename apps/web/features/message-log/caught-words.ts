import { listed } from '@millrace/base/words';
import { CHANNELS, raised, type ChannelKind } from '@millrace/channels';

interface Connection {
  readonly connector: string;
  readonly state: string;
}

interface Connector {
  readonly id: string;
  readonly capabilities: readonly string[];
}

/** What is caught here because nothing carries it out; null when the messages of every channel leave. */
export function caughtWords(
  connections: readonly Connection[],
  connectors: readonly Connector[],
): { title: string; sentence: string; step: string } | null {
  const can = new Set(
    connections
      .filter((one) => one.state !== 'disabled')
      .flatMap((one) => connectors.find((kind) => kind.id === one.connector)?.capabilities ?? []),
  );
  const leaves = ({ id }: ChannelKind) => can.has(`deliver-${id}`);
  const namesOf = (channels: readonly ChannelKind[]) => listed(channels.map(({ words }) => words.many));
  const [out, caught] = [CHANNELS.filter(leaves), CHANNELS.filter((channel) => !leaves(channel))];
  if (caught.length === 0) return null;
  if (out.length === 0)
    return {
      title: 'Nobody outside receives anything.',
      sentence:
        'No provider is connected, so every message is caught here, ready to be read as the customer would see it.',
      step: 'Connect a provider',
    };
  return {
    title: `${raised(namesOf(caught))} are caught here.`,
    sentence: `${raised(namesOf(out))} go out; no provider for ${namesOf(caught)} is connected, so nobody receives those.`,
    step: `Connect one for ${namesOf(caught)}`,
  };
}
