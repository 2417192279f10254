import { listed } from '@millrace/base/words';
import { CHANNELS, raised, reachesDevices, type ChannelKind } from '@millrace/channels';

interface Connection {
  readonly connector: string;
  readonly state: string;
}

interface Connector {
  readonly id: string;
  readonly capabilities: readonly string[];
}

/** Nobody can agree to what reaches devices before it is connected, so that there is nothing to keep. */
const TOLD = CHANNELS.filter(({ address }) => !reachesDevices(address));

/** Which channels stay in the sandbox for lack of a provider; null if all channels have one. */
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
  const [out, caught] = [CHANNELS.filter(leaves), TOLD.filter((channel) => !leaves(channel))];
  if (caught.length === 0) return null;
  if (out.length === 0)
    return {
      title: 'No message leaves Millrace yet.',
      sentence:
        'No provider is connected, so all messages stay in the sandbox. Read them here as the customer would.',
      step: 'Connect a provider',
    };
  return {
    title: `${raised(namesOf(caught))} stay in the sandbox.`,
    sentence: `${raised(namesOf(out))} are delivered. No provider for ${namesOf(caught)} is connected, so those are not.`,
    step: `Connect one for ${namesOf(caught)}`,
  };
}
