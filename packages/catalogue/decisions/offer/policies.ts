import { z } from 'zod';
import type { PastDecision } from '../history.ts';
import { always, comparePolicies, logsOf, type OpenOption, type Policy } from '../policies.ts';
import type { PolicyReport } from '../policy-report.ts';
import { byRule, isLearnt, learntProbabilities } from './chances.ts';
import { offerContextSchema, type OfferContext } from './context.ts';
import { learnOffers } from './observe.ts';
import { DEFAULT_EXPLORATION, NO_OFFER } from './options.ts';
import { rewardModel, type RewardModel } from './reward.ts';
import { OUTCOME_DAYS } from './samples.ts';
import { insideSentence, offerTitle } from './words.ts';

interface OfferInputs {
  readonly offer: OfferContext;
  /** Exploration share of the step at that time. */
  readonly exploration: number;
}
type OfferPolicy = Policy<OfferInputs, RewardModel>;

const explorationSchema = z.number().min(0).max(0.5).catch(DEFAULT_EXPLORATION);

/** What other offers would have earned, for each step that decides on one. */
export function offerPolicies(past: readonly PastDecision[]): readonly PolicyReport[] {
  return comparePolicies({
    steps: logsOf(past, OUTCOME_DAYS, ({ record: { inputs } }) => {
      const offer = offerContextSchema.safeParse(inputs['context']);
      return offer.success
        ? { offer: offer.data, exploration: explorationSchema.parse(inputs['exploration']) }
        : null;
    }),
    policies: (options) => [
      alwaysOne(NO_OFFER.id),
      ...options.filter((id) => id !== NO_OFFER.id).map(alwaysOne),
      RULE,
      NEWEST,
    ],
    learn: (log) =>
      rewardModel(
        learnOffers(
          log.map(({ context, chosen, probability, reward }) => ({
            context: context.offer,
            option: chosen,
            probability,
            reward,
          })),
        ),
      ),
    expects: (model, { offer }, option) => model.value(offer, option) ?? 0,
  });
}

const RULE: OfferPolicy = {
  id: 'rule',
  title: 'The fixed rule',
  sentence:
    'Most people get no offer, and each other allowed offer goes to an equal part of the exploration share.',
  chances: ({ context, open }) =>
    chancesOf(
      open,
      byRule(
        open.map(({ option }) => option),
        context.exploration,
      ),
    ),
};

const NEWEST: OfferPolicy = {
  id: 'newest',
  title: 'The newest model',
  sentence: 'Everybody gets what the model chooses with all it has learned by now.',
  chances({ context, open }, model) {
    const ids = open.map(({ option }) => option);
    return chancesOf(
      open,
      isLearnt(model, context.offer, ids)
        ? learntProbabilities(model, context.offer, ids, context.exploration)
        : byRule(ids, context.exploration),
    );
  },
};

const chancesOf = (open: readonly OpenOption[], probabilities: readonly number[]) =>
  Object.fromEntries(open.map(({ option }, index) => [option, probabilities[index]!]));

const alwaysOne = (option: string): OfferPolicy => {
  const title = offerTitle(option);
  const inside = insideSentence(title);
  return option === NO_OFFER.id
    ? {
        id: 'never',
        title: 'Never an offer',
        sentence: 'Nobody gets an offer.',
        option,
        chances: always(option, option),
      }
    : {
        id: `always:${option}`,
        title: `Always ${inside}`,
        sentence: `Everybody gets ${inside} where it is allowed, and no offer otherwise.`,
        option,
        chances: always(option, NO_OFFER.id),
      };
};
