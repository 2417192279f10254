import type { MinorUnits } from '@millrace/base';
import type { DecisionRecord } from '@millrace/flow';
import { encodeContext, offerContextSchema, stakeOf, type OfferContext } from './context.ts';
import { emptyOfferParameters, noSums, type OfferParameters, type OfferSums } from './parameters.ts';

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
  if (!isChoice(observation)) return parameters;
  const { flow, option } = placeOf(observation);
  const at = parameters.sums.findIndex((sums) => sums.flow === flow && sums.option === option);
  const sums = at < 0 ? noSums(flow, option) : copy(parameters.sums[at]!);
  addTo(sums, observation);
  return { ...parameters, sums: at < 0 ? [...parameters.sums, sums] : parameters.sums.with(at, sums) };
}

/**
 * Parameters from a whole log, equal to observing one after another. Pass only the last months, so that old
 * behaviour is forgotten.
 */
export function learnOffers(observations: Iterable<OfferObservation>): OfferParameters {
  const places = new Map<string, OfferSums>();
  for (const observation of observations) {
    if (!isChoice(observation)) continue;
    const { flow, option } = placeOf(observation);
    const place = JSON.stringify([flow, option]);
    const sums = places.get(place) ?? noSums(flow, option);
    places.set(place, sums);
    addTo(sums, observation);
  }
  return { ...emptyOfferParameters(), sums: [...places.values()] };
}

/**
 * Whether something else could have been given. Who can only get one thing is of another kind (mostly buyers at full
 * price, who get no offer), and would make that thing look better than it is for everybody else.
 */
const isChoice = ({ probability }: OfferObservation) => probability < 1;

const placeOf = ({ context, option }: OfferObservation) => ({ flow: context.flow ?? '', option });

const copy = (sums: OfferSums): OfferSums => ({
  ...sums,
  xx: [...sums.xx],
  gxx: [...sums.gxx],
  ggxx: [...sums.ggxx],
  xy: [...sums.xy],
  gxy: [...sums.gxy],
});

function addTo(sums: OfferSums, { context, option, reward }: OfferObservation): void {
  sums.tries += 1;
  const stake = stakeOf(context, option);
  // Without margin there is no share to learn, but the try counts.
  if (!stake) return;
  const share = Math.min(HIGHEST_SHARE, Math.max(LOWEST_SHARE, reward / stake.full));
  sums.yy += share * share;
  const x = encodeContext(context);
  let at = 0;
  for (let row = 0; row < x.length; row += 1) {
    sums.xy[row]! += x[row]! * share;
    sums.gxy[row]! += stake.given * x[row]! * share;
    for (let column = 0; column <= row; column += 1, at += 1) {
      const product = x[row]! * x[column]!;
      sums.xx[at]! += product;
      sums.gxx[at]! += stake.given * product;
      sums.ggxx[at]! += stake.given ** 2 * product;
    }
  }
}
