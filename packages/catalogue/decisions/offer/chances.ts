import type { OfferContext } from './context.ts';
import { MINIMUM_TRIES } from './minimum.ts';
import { NO_OFFER } from './options.ts';
import { chanceOfBeingBest, keepTrying, ruleProbabilities } from '../drawing.ts';
import type { RewardModel } from './reward.ts';

/** Whether enough is known, and about these options at all, for the trained model to decide. */
export function isLearnt(model: RewardModel, context: OfferContext, allowed: readonly string[]): boolean {
  return (
    model.totalTries >= MINIMUM_TRIES && allowed.every((option) => model.value(context, option) !== null)
  );
}

/** Probabilities of the allowed options, in their order, by a trained model. */
export function learntProbabilities(
  model: RewardModel,
  context: OfferContext,
  allowed: readonly string[],
  exploration: number,
): readonly number[] {
  const beliefs = allowed.map((option) => ({
    mean: model.value(context, option) ?? 0,
    deviation: model.doubt(context, option),
  }));
  // Without exploration, the best guess is always chosen.
  if (exploration === 0)
    return ruleProbabilities(
      allowed.length,
      beliefs.findIndex(({ mean }) => mean >= Math.max(...beliefs.map((belief) => belief.mean))),
      0,
    );
  return keepTrying(chanceOfBeingBest(beliefs), exploration / 4);
}

/**
 * The same by the rule: mostly no offer where that is allowed, else the first one.
 * @param none id of no offer
 */
export function byRule(
  allowed: readonly string[],
  exploration: number,
  none: string = NO_OFFER.id,
): readonly number[] {
  return ruleProbabilities(allowed.length, Math.max(0, allowed.indexOf(none)), exploration);
}
