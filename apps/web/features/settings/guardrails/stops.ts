import { listed } from '@millrace/base/words';
import { channelById, CHANNELS, raised, withoutArticle } from '@millrace/channels';

export interface Stop {
  readonly id: string;
  readonly scope: 'all' | 'channel' | 'flow';
  readonly target: string;
  readonly button: string;
  readonly means: string;
}

/** What can be stopped here. A single flow is stopped on its own page. */
export const STOPS: readonly Stop[] = [
  {
    id: 'all',
    scope: 'all',
    target: '',
    button: 'Stop all sending',
    means: 'No message is sent from any flow, order messages included.',
  },
  ...CHANNELS.map(({ id, words }): Stop => ({
    id,
    scope: 'channel',
    target: id,
    button: `Stop ${words.many}`,
    means: `No ${withoutArticle(words.one)} is sent from any flow.${othersThan(id)}`,
  })),
];

function othersThan(id: string): string {
  const others = CHANNELS.filter((channel) => channel.id !== id).map(({ words }) => words.many);
  return others.length === 0 ? '' : ` ${raised(listed(others))} are still sent.`;
}

/** An active stop as a headline. */
export function stopWords(scope: string, target: string, flowName?: string): string {
  if (scope === 'all') return 'All sending is stopped.';
  if (scope === 'flow') return `“${flowName ?? 'A flow'}” sends nothing.`;
  const channel = channelById(target);
  return channel ? `${raised(channel.words.many)} are stopped.` : `Sending by ${target} is stopped.`;
}
