import { own } from '@millrace/base';
import type { MinorUnits } from '@millrace/base';
import type { DecisionRecord } from '@millrace/flow';
import { encodeContext, offerContextSchema, type OfferContext } from './context.ts';
import { emptyOfferParameters, noSums, type OfferParameters, type OptionSums } from './parameters.ts';

/** One offer made, and its margin. */
export interface OfferObservation {
  readonly context: OfferContext;
  readonly option: string;
  /** Probability it was chosen with, in (0, 1]. */
  readonly probability: number;
  /**
   * Margin earned within the outcome window, minor units; 0 when nothing was bought, negative after returns.
   */
  readonly reward: MinorUnits;
}

/**
 * Reads an observation from a logged decision; null when the record is not of an offer chosen with a
 * probability. Do not pass decisions about the holdout, who never got the offer.
 */
export function offerObservation(
  record: Pick<DecisionRecord, 'model' | 'inputs' | 'options' | 'chosen'>,
  reward: MinorUnits,
): OfferObservation | null {
  const context = offerContextSchema.safeParse(record.inputs['context']);
  const probability = record.options.find((option) => option.id === record.chosen)?.probability ?? 0;
  if (record.model !== 'offer' || !context.success || probability <= 0) return null;
  return { context: context.data, option: record.chosen, probability, reward };
}

/** Limits for outliers: an order of many times the cart says little about the offer. */
const LOWEST_SHARE = -2;
const HIGHEST_SHARE = 3;

/**
 * The parameters with one more observation. Does not change its argument.
 *
 * Plain least squares without importance weights: the probability depends only on the context, which the
 * regression includes, so weighting by 1/probability would add variance and remove no bias as long as the
 * line fits. `comparePolicies` uses the probability.
 */
export function observeOffer(parameters: OfferParameters, observation: OfferObservation): OfferParameters {
  const sums = copy(own(parameters.options, observation.option));
  addTo(sums, observation);
  return { ...parameters, options: { ...parameters.options, [observation.option]: sums } };
}

/**
 * Parameters from a whole log, equal to observing one after another. Pass only the last months, so that old
 * behaviour is forgotten.
 */
export function learnOffers(observations: Iterable<OfferObservation>): OfferParameters {
  const options = new Map<string, OptionSums>();
  for (const observation of observations) {
    const sums = options.get(observation.option) ?? noSums();
    options.set(observation.option, sums);
    addTo(sums, observation);
  }
  return { ...emptyOfferParameters(), options: Object.fromEntries(options) };
}

function copy(sums: OptionSums | undefined): OptionSums {
  return sums ? { ...sums, xx: [...sums.xx], xy: [...sums.xy] } : noSums();
}

function addTo(sums: OptionSums, { context, option, reward }: OfferObservation): void {
  sums.reward += reward;
  sums.rewardSquared += reward * reward;
  const margin = own(context.margins, option) ?? null;
  sums.tries += 1;
  // Without margin there is no share to learn, but the try counts.
  if (margin === null || margin <= 0) return;
  const share = Math.min(HIGHEST_SHARE, Math.max(LOWEST_SHARE, reward / margin));
  sums.yy += share * share;
  const x = encodeContext(context);
  let at = 0;
  for (let row = 0; row < x.length; row += 1) {
    sums.xy[row]! += x[row]! * share;
    for (let column = 0; column <= row; column += 1) sums.xx[at++]! += x[row]! * x[column]!;
  }
}
