import { formatMoney } from '@millrace/base';
import { count, decimal, inflected, people, percent, plural } from '@millrace/base/words';
import type { FlowFigure, FlowFigures } from '@millrace/services/measure';

/** The figures by their name, and what each means. */
export const FIGURE_WORDS: Readonly<
  Record<FlowFigure['id'], { readonly label: string; readonly about: string }>
> = {
  'recovery-rate': {
    label: 'Carts recovered within 30 days',
    about: 'Carts that entered at least 30 days ago, and were bought within 30 days of entering.',
  },
  'recovery-hours': {
    label: 'Time to recovery',
    about: 'Half of the recovered carts were bought sooner after entering, half later.',
  },
  'revenue-per-recovered-cart': {
    label: 'Revenue per recovered cart',
    about: 'Without tax and shipping, less refunds.',
  },
  'revenue-per-recipient': {
    label: 'Attributed revenue per recipient',
    about: 'Of orders that followed a message, for each person who got one.',
  },
  'margin-per-person': {
    label: 'Contribution margin per person',
    about:
      'Margin of each person who entered, less discounts, refunds, cost of goods and the cost of messages.',
  },
  'repeat-rate': {
    label: 'Ordered again',
    about: 'Of those who ordered, who ordered at least twice before the outcome window was over.',
  },
  'discount-rate': { label: 'Orders with a discount', about: 'Of all orders within the outcome window.' },
  'discount-given': { label: 'Discounts given', about: 'On orders within the outcome window.' },
  'discount-leaked': {
    label: 'Given to people who would have bought anyway',
    about:
      'An estimate: the share of buyers who would have bought without the flow, as the holdout tells, of the discounts given.',
  },
  'return-rate': { label: 'Orders with a refund', about: 'Refunded at least in part.' },
  'delivery-rate': { label: 'Messages delivered', about: 'Of those that were sent in the last year.' },
  'message-cost': {
    label: 'Cost of messages',
    about: 'At the price of a message in Settings, Store.',
  },
  'unsubscribe-rate': { label: 'Unsubscribed', about: 'People, within the outcome window.' },
  'complaint-rate': { label: 'Reported as spam', about: 'People, within the outcome window.' },
  'ticket-rate': { label: 'Opened a ticket', about: 'People, within the outcome window.' },
  'hours-saved': {
    label: 'Work saved',
    about: 'Minutes of work by hand that an entry of its template saves, times the entries. An estimate.',
  },
};

const DAY_HOURS = 24;

/** A value of a figure as a cell says it. */
export function figureValue(shows: FlowFigure['shows'], value: number | null, currency: string): string {
  if (value === null) return '–';
  switch (shows) {
    case 'share':
      return percent(value);
    case 'amount':
      return formatMoney({ amount: Math.round(value), currency });
    case 'hours':
      return value < 2 * DAY_HOURS ? lasting(value, 'hour') : lasting(value / DAY_HOURS, 'day');
  }
}

function lasting(value: number, unit: 'hour' | 'day'): string {
  const rounded = Math.round(value * 10) / 10;
  return `${decimal(rounded, 1)} ${inflected(rounded, unit)}`;
}

/** What is caused, in whole sentences: only what can be told from chance, and what is not known yet. */
export function figureSentences(figures: readonly FlowFigure[], currency: string): readonly string[] {
  return figures.flatMap((figure): string[] => {
    const { id, shows, range } = figure;
    const value = (of: number) => figureValue(shows, of, currency);
    if (id === 'discount-leaked')
      return [
        range === null
          ? 'It is too early to tell how much of the discounts went to people who would have bought anyway.'
          : `About ${value(range.estimate)} of the discounts went to people who would have bought anyway, between ${value(range.lower)} and ${value(range.upper)}.`,
      ];
    if (id === 'hours-saved')
      return range === null || range.upper === 0
        ? []
        : [
            `It saved about ${count(Math.round(range.lower))} to ${plural(Math.round(range.upper), 'hour')} of work by hand, as estimated for its template.`,
          ];
    return causedSentence(figure);
  });
}

/** What people did, and what they are kept from. */
const DOING: Partial<Record<FlowFigure['id'], readonly [did: string, doing: string]>> = {
  'unsubscribe-rate': ['unsubscribed', 'unsubscribing'],
  'complaint-rate': ['reported a message as spam', 'reporting a message as spam'],
  'ticket-rate': ['opened a ticket', 'opening a ticket'],
};

function causedSentence({ id, caused }: FlowFigure): string[] {
  const words = DOING[id];
  if (words === undefined || caused === null) return [];
  const { estimate, lower, upper } = caused;
  if (lower <= 0 && upper >= 0) return [];
  const rounded = Math.max(1, Math.round(Math.abs(estimate)));
  const [least, most] = [Math.abs(lower), Math.abs(upper)].toSorted((left, right) => left - right);
  const between = `between ${count(Math.floor(least!))} and ${count(Math.ceil(most!))}`;
  const [did, doing] = words;
  return [
    estimate > 0
      ? `Because of the flow about ${count(rounded)} more ${inflected(rounded, 'person')} ${did}, ${between}.`
      : `The flow kept about ${people(rounded)} from ${doing}, ${between}.`,
  ];
}

/** What the result is when it is known what people bought before they entered, and how much that helps. */
export function adjustedSentence(adjusted: FlowFigures['adjusted'], currency: string): string | null {
  if (adjusted === null) return null;
  const { estimate, lower, upper, varianceRemoved } = adjusted;
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, { signed: true });
  const less =
    Math.round(varianceRemoved * 100) === 0
      ? 'That removes nothing of the variance here'
      : `That removes ${percent(varianceRemoved)} of the variance`;
  return `Knowing what people bought in the 90 days before, the flow caused ${money(estimate)} of margin per person, between ${money(lower)} and ${money(upper)}. ${less}.`;
}
