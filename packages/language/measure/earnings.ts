/** Low and high end of what can be expected. `low` is never above `high`. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** What a flow writes on one channel. */
export interface ChannelCost {
  /** Messages that one reached person gets, on average; 0 or more. */
  readonly sends: number;
  /** What one message costs, in minor units; a fraction of one is usual. */
  readonly cost: number;
}

/** What is known or assumed of a flow in one store. Null where it is not known. Money in minor units. */
export interface EarningsInputs {
  /** People who would enter in a month of 30 days, each once. */
  readonly people: number | null;
  /** Times in a month that something would enter, such as tickets; for the hours saved. */
  readonly entries: number | null;
  /** Share of the people who may be written to, 0 to 1. */
  readonly reach: number | null;
  /** Share of the people who order in the outcome window without the flow, 0 to 1. */
  readonly rate: number | null;
  /** Contribution margin of one who orders in that window. */
  readonly margin: number | null;
  /** What one who orders pays for goods, before a discount. */
  readonly orderValue: number | null;
  /** By how much more people order, relative to `rate`: 0.02 to 0.1 is 2 to 10 % more. Null for a flow that sells nothing. */
  readonly effect: Span | null;
  /**
   * Margin for each person who entered beyond the holdout, as this store has measured it. Replaces reach, rate, margin,
   * effect and discount, all of which are in it.
   */
  readonly measured: Span | null;
  /** Share of the orders of reached people that use an offer of the flow, 0 to 1. */
  readonly discountShare: number;
  /** Share of the price that the offer takes, 0 to 1. */
  readonly discountDepth: number;
  readonly channels: readonly ChannelCost[];
  /** Minutes of work by hand that one entry saves. Null for a flow that replaces none. */
  readonly minutes: Span | null;
  /** What an hour of work costs. */
  readonly hourCost: number;
}

/** What can be missing, by the name of the input. */
export type MissingInput = 'people' | 'entries' | 'reach' | 'rate' | 'margin' | 'orderValue';

/** What a flow should earn in a month, in minor units, with the parts that add up to it. */
export interface Earnings {
  readonly total: Span;
  /** People who order because of it. Null when they are not what is counted, or were not measured one by one. */
  readonly buyers: Span | null;
  /** Their margin, before the cost of offers and messages. */
  readonly gain: Span;
  /** What offers cost: at the low and the high end. */
  readonly discount: Span;
  readonly messages: number;
  /** Hours saved. */
  readonly hours: Span;
  /** What these hours cost today. */
  readonly work: Span;
}

const NOTHING: Span = { low: 0, high: 0 };
const times = (span: Span, factor: number): Span => ({ low: span.low * factor, high: span.high * factor });

/** What has to be known before anything can be said, and is not. */
export function missingInputs(inputs: EarningsInputs): readonly MissingInput[] {
  const { effect, measured, minutes, discountShare, discountDepth } = inputs;
  // Of nobody nothing has to be known.
  const sells = (effect !== null || measured !== null) && inputs.people !== 0;
  const hasOffer = measured === null && discountShare * discountDepth > 0;
  const asked: readonly (MissingInput | false)[] = [
    sells && 'people',
    sells && measured === null && 'reach',
    sells && measured === null && 'rate',
    sells && measured === null && 'margin',
    sells && hasOffer && 'orderValue',
    minutes !== null && 'entries',
  ];
  return asked.filter((one) => one !== false && inputs[one] === null) as MissingInput[];
}

/**
 * What a flow should earn in a month of 30 days: the margin of people who order because of it, less its offers and its
 * messages, and what the hours cost that it saves.
 *
 * An offer is also used by people who would have ordered anyway, so it is counted on all orders of reached people, and
 * not only on those the flow brings. Where an offer costs more than an order brings, more orders earn less: the ends are
 * sorted.
 * @returns null while something is missing, or for a flow whose effect nobody can put into money
 */
export function earningsOf(inputs: EarningsInputs): Earnings | null {
  const { effect, measured, minutes, hourCost } = inputs;
  if ((effect === null && measured === null && minutes === null) || missingInputs(inputs).length > 0)
    return null;
  const people = inputs.people ?? 0;
  const reached = people * (inputs.reach ?? 1);
  const sells = effect !== null || measured !== null;
  const without = reached * (inputs.rate ?? 0);
  const buyers =
    measured === null && effect !== null ? atMost(times(effect, without), reached - without) : null;
  const gain = measured ? times(measured, people) : times(buyers ?? NOTHING, inputs.margin ?? 0);
  const each = inputs.discountShare * inputs.discountDepth * (inputs.orderValue ?? 0);
  const discount = buyers ? times({ low: without + buyers.low, high: without + buyers.high }, each) : NOTHING;
  const messages = sells
    ? reached * inputs.channels.reduce((sum, { sends, cost }) => sum + sends * cost, 0)
    : (inputs.entries ?? 0) * inputs.channels.reduce((sum, { sends, cost }) => sum + sends * cost, 0);
  const hours = minutes ? times(minutes, (inputs.entries ?? 0) / 60) : NOTHING;
  const work = times(hours, hourCost);
  const ends = [
    gain.low - discount.low - messages + work.low,
    gain.high - discount.high - messages + work.high,
  ];
  return {
    total: { low: Math.min(...ends), high: Math.max(...ends) },
    buyers,
    gain,
    discount,
    messages,
    hours,
    work,
  };
}

/** Not more people can order because of it than would not have ordered. */
const atMost = ({ low, high }: Span, most: number): Span => ({
  low: Math.min(low, most),
  high: Math.min(high, most),
});

/** The middle of a range, by which flows are compared. */
export const middleOf = ({ low, high }: Span): number => (low + high) / 2;
