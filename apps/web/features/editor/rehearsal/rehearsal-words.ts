import { channelById, channelInSentence } from '@millrace/channels';
import { percent } from '@millrace/base/words';
import type { AnswerRates, RehearsalReport } from '../actions.ts';

export const channelTitle = channelInSentence;

/** The rates of a channel in the words of the panel; opening only where it is known. */
export function ratesFor(
  channel: string,
): readonly { readonly rate: keyof AnswerRates; readonly words: string }[] {
  return [
    ...(channelById(channel)?.tracksOpens === false ? [] : [{ rate: 'opened' as const, words: 'open it' }]),
    { rate: 'clicked', words: 'click in it' },
    { rate: 'bought', words: 'of those who click, buy because of it' },
  ];
}

/** What the rehearsal takes for granted of answers, in one sentence; nothing for a flow that sends nothing. */
export function answersSentence(
  { answers }: Pick<RehearsalReport, 'answers'>,
  channels: readonly string[],
): string {
  const told = channels.flatMap((channel) => {
    const rates = answers[channel];
    if (!rates) return [];
    const opened = rates.opened > 0 ? `${percent(rates.opened)} open and ` : '';
    return [`${opened}${percent(rates.clicked)} click ${channelById(channel)?.noun ?? channel}`];
  });
  return told.length === 0 ? '' : `Assumed: ${told.join(', ')}.`;
}

/** What is looked behind, as the title of the list. */
export const COUNT_WORDS: Readonly<Record<string, string>> = {
  entered: 'Came here',
  waiting: 'Still here at the end',
  sent: 'Would have got it',
  opened: 'Would have opened it',
  clicked: 'Would have clicked',
  bought: 'Would have bought because of it',
  converted: 'Would have bought because of it',
  held: 'Held for later',
  refused: 'Would not have got it',
  exited: 'Left from here',
  silent: 'Holdout, to compare with',
  went: 'Went this way',
};

/** The name of a number on a card, as a rehearsal knows it. */
export const rehearsedCount = (count: string): string => (count === 'converted' ? 'bought' : count);

/** Why somebody left, in few words. */
export function endWords(reason: string | null): string {
  if (reason === null) return 'still in it';
  if (reason === 'completed') return 'went to the end';
  return reason.startsWith('exit:')
    ? `left: ${reason.slice(5).replaceAll('-', ' ')}`
    : reason.replaceAll('-', ' ');
}
