import { subjectNoun, subjectNouns, type Subject } from '@millrace/flow';
import { channelById, channelInSentence } from '@millrace/channels';
import { percent } from '@millrace/base/words';
import type { AnswerRates, RehearsalReport } from '../actions.ts';

export const channelTitle = channelInSentence;

/** The rates of a channel with their labels. The opening rate is left out where opens are not tracked. */
export function ratesFor(
  channel: string,
): readonly { readonly rate: keyof AnswerRates; readonly words: string }[] {
  return [
    ...(channelById(channel)?.tracksOpens === false ? [] : [{ rate: 'opened' as const, words: 'open it' }]),
    { rate: 'clicked', words: 'click in it' },
    { rate: 'bought', words: 'of those who click, buy because of it' },
  ];
}

/** The assumed opening and click rates in one sentence; empty for a flow that sends nothing. */
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

/** Titles of the lists behind the numbers of a rehearsal. */
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

/** The rehearsal's name for a number on a card. */
export const rehearsedCount = (count: string): string => (count === 'converted' ? 'bought' : count);

/** Flows about products or the store have no customer, whose clock their times could be told by. */
export const isThing = (subject: Subject): boolean => subject === 'product' || subject === 'store';

/** Shown while a rehearsal runs. */
export const runningSentence = (subject: Subject): string =>
  `Sending past ${subjectNoun(subject) === 'person' ? 'customers' : subjectNouns(subject)} through the flow. No message leaves Millrace.`;

/** What a rehearsal can run on: the past, or sample customers. */
export function rehearsedChoices(subject: Subject) {
  const past =
    subject === 'store'
      ? 'What really happened in the store'
      : subject === 'product'
        ? 'What really happened to products'
        : 'What customers really did';
  return [
    { value: 'past', label: past },
    { value: 'sample', label: 'Sample customers' },
  ] as const;
}

/** Why an entry ended, in a few words. */
export function endWords(reason: string | null): string {
  if (reason === null) return 'still in the flow';
  if (reason === 'completed') return 'came to the end';
  if (reason === 'goal-reached') return 'came to a good end';
  if (reason === 'goal-missed') return 'came to a bad end';
  return reason.startsWith('exit:')
    ? `left: ${reason.slice(5).replaceAll('-', ' ')}`
    : reason.replaceAll('-', ' ');
}
