import type { Facts } from '@millrace/flow';
import { encode } from './encode.ts';
import { recoveryFeatures, type RecoverySource } from './features.ts';
import { readRecoveryParameters } from './parameters.ts';
import { RULE_PARAMETERS } from './rule.ts';
import { recoveryProbability } from './score.ts';

/**
 * The recovery probability, 0.001 to 0.999, by the trained model or else by the rule. For other models that
 * use it.
 */
export function recoveryChance(facts: RecoverySource & Pick<Facts, 'models'>): number {
  const parameters = readRecoveryParameters(facts.models['recovery']) ?? RULE_PARAMETERS;
  return recoveryProbability(encode(recoveryFeatures(facts)), parameters);
}
