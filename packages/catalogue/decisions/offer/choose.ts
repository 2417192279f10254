import { fail } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';
import type { RecoverySegment } from '../recovery/segment.ts';
import { byRule, isLearnt, learntProbabilities } from './chances.ts';
import { offerContext, type OfferContext } from './context.ts';
import { eligibility } from './eligibility.ts';
import { explainOffer, type Reasons } from './explain.ts';
import {
  DEFAULT_EXPLORATION,
  NO_OFFER,
  offerWords,
  type OfferOption,
  type OfferSettings,
} from './options.ts';
import { pick } from '../drawing.ts';
import { readRewardModel, type RewardModel } from './reward.ts';

export interface OfferChoice {
  /** One of the options; `none` when no option is allowed, even if it was not listed. */
  readonly offer: OfferOption;
  /**
   * `options` has every option with its exact probability (0 and a note when a rule forbids it) and its
   * expected margin in minor units; `chosen` is the id of the choice; `score` its expected margin.
   */
  readonly record: DecisionRecord;
}

/** The facts that a decision for this offer sets. @param currency of the store */
export const factsOfOffer = (offer: OfferOption, currency: string) => ({
  offer: offer.id,
  offerKind: offer.kind,
  offerValue: offer.value,
  offerWords: offerWords(offer, currency),
});

/**
 * Chooses an offer. The same facts, settings, segment and draw give the same choice.
 * @param segment as by `scoreRecovery`; null to compute it here
 * @param draw in [0, 1), always the same for this person, node and visit
 * @throws input-invalid without any option, with one listed twice, or with a share or draw outside its range
 */
export function chooseOffer(
  facts: Facts,
  settings: OfferSettings,
  segment: RecoverySegment | null,
  draw: number,
): OfferChoice {
  const exploration = settings.exploration ?? DEFAULT_EXPLORATION;
  if (settings.options.length === 0)
    fail('input-invalid', { problems: 'An offer needs at least one option.' });
  if (new Set(settings.options.map((option) => option.id)).size < settings.options.length)
    fail('input-invalid', { problems: 'Each offer is listed once.' });
  if (!(exploration >= 0 && exploration <= 0.5))
    fail('input-invalid', { problems: 'The exploration share is between 0 and 50%.' });
  if (!(draw >= 0 && draw < 1)) fail('input-invalid', { problems: 'A draw is at least 0 and under 1.' });

  const context = offerContext(facts, settings.options, segment);
  const listed = eligibility(facts, settings, context.segment);
  const open = listed.filter((entry) => entry.refusal === null).map((entry) => entry.option);
  const allowed = open.length > 0 ? open : [NO_OFFER];
  const known = readRewardModel(facts.models['offer']);
  const ids = allowed.map(({ id }) => id);
  const learnt = known && isLearnt(known, context, ids) ? known : null;
  const probabilities = learnt
    ? learntProbabilities(learnt, context, ids, exploration)
    : byRule(ids, exploration, allowed.find(({ kind }) => kind === 'none')?.id);
  const index = pick(probabilities, draw);
  const chosen = allowed[index]!;

  const value = (option: OfferOption) => learnt?.value(context, option.id) ?? null;
  const scores = new Map(
    allowed.map((option, at) => [option.id, { probability: probabilities[at]!, score: value(option) }]),
  );
  const everything = listed.some((entry) => entry.option.id === chosen.id)
    ? listed
    : [...listed, { option: chosen, refusal: null }];
  return {
    offer: chosen,
    record: {
      model: 'offer',
      by: learnt ? 'model' : 'rule',
      inputs: {
        context,
        floor: Math.max(settings.marginFloor ?? 0, facts.store.marginFloor),
        sparesFullPriceBuyers: settings.spareFullPriceBuyers,
        exploration,
        draw,
      },
      options: everything.map(({ option, refusal }) => ({
        id: option.id,
        probability: scores.get(option.id)?.probability ?? 0,
        score: rounded(scores.get(option.id)?.score ?? null),
        note: refusal,
      })),
      chosen: chosen.id,
      score: rounded(value(chosen)),
      explanation: explainOffer({
        chosen,
        probability: probabilities[index]!,
        segment: context.segment,
        currency: facts.cart?.currency ?? facts.store.currency,
        listed: everything,
        ranked: learnt ? ranking(learnt, context, allowed) : [],
        tries: known?.totalTries ?? 0,
      }),
    },
  };
}

function ranking(
  model: RewardModel,
  context: OfferContext,
  allowed: readonly OfferOption[],
): Reasons['ranked'] {
  return allowed
    .map((option) => ({
      option,
      value: model.value(context, option.id) ?? 0,
      share: model.share(context, option.id),
    }))
    .sort((left, right) => right.value - left.value);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
