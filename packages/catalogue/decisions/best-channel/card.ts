import { capital, count, people, percent, plural } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import type { ChannelReport, Gain } from './report.ts';

const STANDING: Readonly<Record<ChannelReport['way'], string>> = {
  person: 'By person',
  store: 'One channel for all',
  rule: 'No better than the rule',
};

export const channelCard: ModelCard<ChannelReport> = {
  title: 'By which channel do people order?',
  sentence:
    'Chooses for each person the channel that earns the most: what they order, less the message and the subscribers it loses. The step that decides on the channel uses it.',
  empty: {
    icon: 'send',
    title: 'A fixed rule decides until there is enough to learn from',
    sentence:
      'A few hundred choices with a final result are needed. They come in once a flow decides on the channel, and its exploration share is above 0.',
  },
  show: (report) => ({
    standing: { state: report.way === 'rule' ? 'waiting' : 'good', words: STANDING[report.way] },
    parts: [
      { part: 'text', text: learnedWords(report) },
      {
        part: 'table',
        label: 'Channels tried',
        columns: [
          { header: 'Channel' },
          { header: 'Chosen', isFigure: true },
          { header: 'Ordered', isFigure: true },
          { header: 'Unsubscribed', isFigure: true },
          { header: 'Earned each time', isFigure: true },
        ],
        rows: report.channels.map(({ name, chosen, orders, unsubscribed, earned }) => [
          capital(name),
          count(chosen),
          percent(orders / Math.max(1, chosen)),
          percent(unsubscribed / Math.max(1, chosen)),
          { amount: Math.round(earned) },
        ]),
      },
      { part: 'text', text: judgedWords(report) },
      {
        part: 'table',
        label: 'What it earns more with each choice',
        columns: [
          { header: 'More than' },
          { header: 'Gain', isFigure: true },
          { header: 'At least', isFigure: true },
          { header: 'At most', isFigure: true },
        ],
        rows: [
          ['The rule', ...interval(report.overRule)],
          ['One channel for all', ...interval(report.overStore)],
        ],
      },
    ],
  }),
};

const interval = ({ gain, error }: Gain) =>
  [gain, gain - 2 * error, gain + 2 * error].map((amount) => ({ amount: Math.round(amount) }));

const learnedWords = ({ decisions, people: who, orders }: ChannelReport): string =>
  `Learned from ${plural(decisions, 'choice')} with a final result about ${people(who)}. An order followed ${count(orders)} of them.`;

function judgedWords({ way, judged, days }: ChannelReport): string {
  if (judged === 0) return 'There is too little to judge it with.';
  const told = `What was learned before was judged by ${plural(judged, 'choice')} of ${plural(days, 'day')} after it, as if it had chosen then.`;
  if (way === 'person')
    return `${told} The best channel for each person earned more than the rule, and more than one channel for all.`;
  return way === 'store'
    ? `${told} One channel for all earned more than the rule. That the best channel for each person earns still more is not certain.`
    : `${told} It is not certain that it earned more than the rule.`;
}
