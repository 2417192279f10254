import { count, decimal, people, percent, plural } from '@millrace/base/words';
import { messageCost } from '@millrace/channels';
import type { StoreSettings } from '@millrace/core/store';
import type { Span } from '@millrace/measure';
import type { Template } from '@millrace/templates';
import type { StoreCount, TemplateCount, TemplateFit } from './shapes.ts';

/** Fewest people whose window is over, and fewest of them with an order, for a rough share of those who order. */
export const FEWEST_PEOPLE = 30;
export const FEWEST_BUYERS = 3;

/** What a flow made from a template has measured. */
export interface Measured {
  readonly flowId: string;
  readonly name: string;
  /** Margin for each person beyond the holdout, in minor units. */
  readonly margin: Span;
  readonly people: number;
}

export interface Known {
  readonly template: Template;
  readonly outcomeDays: number;
  readonly count: TemplateCount | undefined;
  readonly store: StoreCount | undefined;
  readonly settings: StoreSettings;
  readonly measured: Measured | undefined;
}

type Inputs = TemplateFit['inputs'];
type From = TemplateFit['from'];

/** What is known of a template in this store, each input with where it is from. */
export function inputsOf(known: Known): { readonly inputs: Inputs; readonly from: From } {
  const { template, count: counted, store, settings, measured } = known;
  const { orders, sends, discount, saves } = template.earns;
  const isRated =
    counted !== undefined && counted.windows >= FEWEST_PEOPLE && counted.buyers >= FEWEST_BUYERS;
  const rate = isRated ? counted.buyers / counted.windows : null;
  const own = isRated && counted.margin > 0 ? Math.round(counted.margin / counted.buyers) : null;
  const inputs: Inputs = {
    people: counted?.people ?? null,
    entries: counted?.entries ?? null,
    reach: counted?.reach ?? null,
    rate,
    margin: own ?? store?.margin ?? null,
    orderValue: store?.orderValue ?? null,
    effect: orders && { low: orders.low, high: orders.high },
    measured: measured?.margin ?? null,
    discountShare: discount?.share ?? 0,
    discountDepth: discount?.depth ?? 0,
    channels: Object.entries(sends).map(([channel, each]) => ({
      channel,
      sends: each,
      cost: messageCost(settings.messageCosts, channel),
    })),
    minutes: saves && { low: saves.low, high: saves.high },
    hourCost: settings.hourCost,
  };
  return { inputs, from: fromOf(known, own !== null) };
}

function fromOf({ template, outcomeDays, count: counted, store, measured }: Known, isOwn: boolean): From {
  const { orders, discount, saves } = template.earns;
  const days = counted ? `the last ${plural(counted.days, 'day')}` : '';
  const ofPast =
    counted === undefined
      ? 'Your past is still being counted.'
      : counted.people === null && counted.entries === null
        ? 'You put people in yourself, so only you know how many.'
        : counted.entries !== null && counted.counted === 0 && counted.days === 30
          ? 'By its schedule.'
          : null;
  return {
    people: ofPast ?? `${people(counted?.counted ?? 0)} who would have entered in ${days}.`,
    entries: ofPast ?? `What would have entered in ${days}: ${decimal(counted?.entries ?? 0, 0)} in 30 days.`,
    reach:
      counted?.reach == null
        ? 'Nobody would have entered yet.'
        : 'Those of them who agreed to one of its channels, now.',
    rate:
      counted === undefined
        ? 'Your past is still being counted.'
        : `${count(counted.buyers)} of ${people(counted.windows)} ordered within ${plural(outcomeDays, 'day')} without it.${
            counted.windows < FEWEST_PEOPLE || counted.buyers < FEWEST_BUYERS
              ? ` At least ${FEWEST_PEOPLE} people and ${FEWEST_BUYERS} orders are needed.`
              : ''
          }`,
    margin: isOwn
      ? 'What these people ordered within that time, after discounts, refunds and cost.'
      : ofOrders(store, 'The average margin of'),
    orderValue: ofOrders(store, 'The average of'),
    effect: measured
      ? `Measured: “${measured.name}” with ${people(measured.people)}, against its holdout.`
      : orders
        ? orders.source === null
          ? orders.why
          : `${orders.why} Source: ${orders.source}.`
        : 'It sells nothing.',
    discount: discount
      ? `An assumption, from its steps: ${percent(discount.depth, 0)} off, used by ${percent(discount.share, 0)} of the orders of its people, also of those who would have ordered anyway.`
      : 'It gives no discount.',
    messages: 'An estimate from its steps, and what providers usually charge. Enter what yours charges.',
    minutes: saves ? `An estimate for ${saves.what}.` : 'It replaces no work by hand.',
    hourCost: 'From Settings, Store.',
  };
}

const ofOrders = (store: StoreCount | undefined, what: string): string =>
  store === undefined || store.counted === 0
    ? 'There are no orders yet.'
    : `${what} ${plural(store.counted, 'order')} in ${plural(store.days, 'day')}.`;
