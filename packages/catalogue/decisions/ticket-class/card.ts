import { count, fixed, percent, plural } from '@millrace/base/words';
import type { CardPart, ModelCard } from '../card.ts';
import { CLASS_IDS, placeOf, TICKET_CLASSES } from './classes.ts';
import { SURE, type TicketReport } from './report.ts';

export const ticketCard: ModelCard<TicketReport> = {
  title: 'What is this ticket about?',
  sentence: 'Tells the class of each ticket from its text, and how sure it is.',
  empty: {
    icon: 'ticket',
    title: 'A fixed rule decides until there is enough to learn from',
    sentence:
      'A few hundred past tickets of this store are needed whose class your help desk or your team has said. They come in with the events of your help desk.',
  },
  show: (report) => ({
    standing: report.isBetter
      ? { state: 'good', words: 'Better than the rule' }
      : { state: 'waiting', words: 'No better than the rule' },
    parts: [
      { part: 'text', text: learnedWords(report) },
      {
        part: 'figures',
        figures: [
          {
            name: 'Told right',
            value: percent(report.right),
            measure: 'Accuracy',
            meaning: `The rule told ${percent(report.rightOfRule)} right, and always saying the commonest class would ${percent(report.rightOfCommonest)}.`,
          },
          {
            name: `When at least ${percent(SURE)} sure`,
            value: percent(report.rightOfSure),
            measure: 'Accuracy',
            meaning: `${percent(report.sure)} of the tickets were told with such a confidence. The others would go to a person.`,
          },
          {
            name: 'Error of its probabilities',
            value: fixed(report.loss, 3),
            measure: 'Log loss',
            meaning: `The rule had ${fixed(report.lossOfRule, 3)}, and always saying the usual shares ${fixed(report.lossOfShares, 3)}. Lower is better.`,
          },
          {
            name: 'Gained on the rule',
            value: fixed(report.gainOnRule, 3),
            measure: 'Difference, with an interval of 95%',
            meaning: `Between ${fixed(report.gainOnRule - 2 * report.errorOnRule, 3)} and ${fixed(report.gainOnRule + 2 * report.errorOnRule, 3)}. It is used only while the lower end is above 0.`,
          },
          {
            name: 'How honest it is',
            value: fixed(report.calibrationError, 3),
            measure: 'Calibration error',
            meaning: `Its confidence and the share told right differ by ${fixed(100 * report.calibrationError, 1)} points on average.`,
          },
        ],
      },
      {
        part: 'reliability',
        bins: [...report.bins],
        of: 'tickets',
        foretold: 'be of that class',
        happened: 'were of that class',
      },
      ...tablesOf(report),
    ],
  }),
};

function learnedWords({ tickets, ofTeam, judged, byDesk, decided }: TicketReport): string {
  const team =
    ofTeam === 0
      ? 'Your help desk said the class of all of them.'
      : `Your team said the class of ${count(ofTeam)} of them, and your help desk of the others.`;
  const by = byDesk ? ' that your help desk gave a class' : '';
  const flows = decided
    ? ` In flows of the last 60 days it told ${percent(decided.right)} of ${plural(decided.tickets, 'ticket')} right, at a mean confidence of ${percent(decided.confidence)}.`
    : '';
  return `Learned from ${plural(tickets, 'past ticket')} whose class is known. ${team} Tested on the latest ${count(judged)}${by}, by their text alone.${flows}`;
}

function tablesOf({ confusion }: TicketReport): readonly CardPart[] {
  const met = CLASS_IDS.filter((id) => sum(confusion[placeOf(id)] ?? []) > 0);
  if (met.length === 0) return [];
  const cell = (is: number, said: number) => confusion[is]?.[said] ?? 0;
  const said = (at: number) => sum(confusion.map((row) => row[at] ?? 0));
  const shown = CLASS_IDS.filter((id) => met.includes(id) || said(placeOf(id)) > 0);
  return [
    {
      part: 'table',
      label: 'How well each class is told',
      columns: [
        { header: 'Class' },
        { header: 'Tickets', isFigure: true },
        { header: 'Found', isFigure: true },
        { header: 'Right when said', isFigure: true },
      ],
      rows: met.map((id) => {
        const at = placeOf(id);
        const all = sum(confusion[at]!);
        return [
          TICKET_CLASSES[id].title,
          count(all),
          percent(cell(at, at) / all),
          said(at) === 0 ? 'never said' : percent(cell(at, at) / said(at)),
        ];
      }),
    },
    {
      part: 'table',
      label: 'What tickets were, by row, and what it said, by column',
      columns: [
        { header: 'Is' },
        ...shown.map((id) => ({ header: TICKET_CLASSES[id].short, isFigure: true })),
      ],
      rows: shown.map((id) => [
        TICKET_CLASSES[id].short,
        ...shown.map((other) => count(cell(placeOf(id), placeOf(other)))),
      ]),
    },
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
