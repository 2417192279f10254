import { count, percent } from '@millrace/base/words';
import { formatMoney } from '@millrace/base';
import { RECOVERY_SEGMENTS, type RecoverySegment } from '../recovery/segment.ts';
import type { Eligibility } from './eligibility.ts';
import { MINIMUM_TRIES } from './minimum.ts';
import { offerWords, type OfferOption } from './options.ts';

export interface Reasons {
  readonly chosen: OfferOption;
  readonly probability: number;
  readonly segment: RecoverySegment;
  readonly currency: string;
  readonly listed: readonly Eligibility[];
  /** Allowed options with their expected margin, best first; empty while the rule decides. */
  readonly ranked: readonly {
    readonly option: OfferOption;
    readonly value: number;
    readonly share: number;
  }[];
  /** Offers of the store with a known outcome that were a choice. */
  readonly tries: number;
}

/** Reasons for the offer in whole sentences, strongest first. */
export function explainOffer(reasons: Reasons): readonly string[] {
  const { chosen, ranked, listed } = reasons;
  const refusals = listed.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]));
  const allowed = listed.length - refusals.length;
  if (allowed <= 1)
    return [`Gives ${offerWords(chosen, reasons.currency)}: nothing else is allowed here.`, ...refusals];
  if (ranked.length === 0) return [...byRule(reasons), ...refusals];
  const [best, next] = ranked;
  const who = `a shopper of the kind “${RECOVERY_SEGMENTS[reasons.segment].title}” with a cart like this`;
  const compared = best && next ? `For ${who}, ${leaves(best, reasons)}; ${leaves(next, reasons)}.` : '';
  const chance = `${percent(reasons.probability)} of people like this get it`;
  const first =
    chosen.id === best?.option.id
      ? `Gives ${offerWords(chosen, reasons.currency)}, the best guess so far: ${chance}, the others something else to keep learning.`
      : `Gives ${offerWords(chosen, reasons.currency)} to keep learning: ${chance}, though ${best ? offerWords(best.option, reasons.currency) : 'another'} is the best guess so far.`;
  return [first, compared, ...refusals].filter((sentence) => sentence !== '');
}

function byRule({ chosen, probability, tries, currency }: Reasons): readonly string[] {
  const known =
    tries < MINIMUM_TRIES
      ? ` (the outcome of ${count(tries)} offers is known, ${MINIMUM_TRIES} are needed)`
      : '';
  return [
    chosen.kind === 'none'
      ? `Gives no offer, as to most people while too little is known${known}.`
      : `Gives ${offerWords(chosen, currency)} to learn its effect: ${percent(probability)} of people get it while too little is known${known}.`,
  ];
}

function leaves({ option, value, share }: Reasons['ranked'][number], { currency }: Reasons): string {
  return `${offerWords(option, currency)} leaves about ${formatMoney({ amount: Math.round(value), currency })} of margin a person, since ${percent(share)} buy`;
}
