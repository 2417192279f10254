import { fail } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';
import type { RecoverySegment } from '../recovery/segment.ts';
import { eligibility } from './eligibility.ts';
import { DEFAULT_EXPLORATION, offerWords, type OfferOption, type OfferSettings } from './options.ts';

export interface OfferChoice {
  readonly offer: OfferOption;
  /** `options` has every option with the exact probability it was chosen with; `chosen` is the id; `score` the margin expected in minor units. */
  readonly record: DecisionRecord;
}

/**
 * Chooses an offer. Same facts, settings, segment and draw: same choice.
 * @param segment as `scoreRecovery` gives it; null when not asked
 * @param draw sticky draw in [0, 1) for this person, node and visit
 * @throws input-invalid without any option
 */
export function chooseOffer(facts: Facts, settings: OfferSettings, segment: RecoverySegment | null, draw: number): OfferChoice {
  if (settings.options.length === 0) fail('input-invalid', { problems: 'an offer needs at least one option' });
  const listed = eligibility(facts, settings, segment);
  const allowed = listed.filter((entry) => entry.refusal === null).map((entry) => entry.option);
  const probabilities = ruleProbabilities(allowed, settings.exploration ?? DEFAULT_EXPLORATION);
  const chosen = pick(allowed, probabilities, draw) ?? { id: 'none', kind: 'none' as const, value: 0 };
  return {
    offer: chosen,
    record: {
      model: 'offer', by: 'rule', inputs: { segment, draw },
      options: listed.map(({ option, refusal }) => ({ id: option.id, probability: probabilities.get(option.id) ?? 0, score: null, note: refusal })),
      chosen: chosen.id, score: null,
      explanation: [`Gives ${offerWords(chosen)}.`],
    },
  };
}

function ruleProbabilities(allowed: readonly OfferOption[], exploration: number): ReadonlyMap<string, number> {
  const best = allowed.find((option) => option.kind === 'none') ?? allowed[0];
  const share = allowed.length > 1 ? exploration / (allowed.length - 1) : 0;
  return new Map(allowed.map((option) => [option.id, option === best ? 1 - share * (allowed.length - 1) : share]));
}

function pick(allowed: readonly OfferOption[], probabilities: ReadonlyMap<string, number>, draw: number): OfferOption | undefined {
  let passed = 0;
  for (const option of allowed) {
    passed += probabilities.get(option.id) ?? 0;
    if (draw < passed) return option;
  }
  return allowed.at(-1);
}
