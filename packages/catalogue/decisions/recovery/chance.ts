import type { Facts } from '@millrace/flow';
import { encode } from './encode.ts';
import { recoveryFeatures, type RecoverySource } from './features.ts';
import { readRecoveryParameters } from './parameters.ts';
import { RULE_PARAMETERS } from './rule.ts';
import { recoveryProbability } from './score.ts';

/** The probability alone, by what was learned or else by the rule: for other models that look at it. 0.001 to 0.999. */
export function recoveryChance(facts: RecoverySource & Pick<Facts, 'models'>): number {
  const parameters = readRecoveryParameters(facts.models['recovery']) ?? RULE_PARAMETERS;
  return recoveryProbability(encode(recoveryFeatures(facts)), parameters);
}
