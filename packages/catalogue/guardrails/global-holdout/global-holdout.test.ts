import { describe, expect, it } from 'vitest';
import { globalHoldoutOf } from '../kinds.ts';
import { runGuardrails } from '../run-guardrails.ts';
import { defaultGuardrailSettings } from '../settings.ts';
import { sendFacts } from '../testing/sample-facts.ts';
import { globalHoldoutCheck } from './check.ts';

const check = (globallyHeldOut: boolean, purpose: 'marketing' | 'transactional' = 'marketing') =>
  runGuardrails(sendFacts({ globallyHeldOut, message: { purpose } }), defaultGuardrailSettings).verdict;

describe('the global holdout', () => {
  it('refuses marketing to the people in it, and nothing else', () => {
    expect(check(true)).toEqual({
      verdict: 'refuse',
      reason: 'global-holdout',
      sentence: 'Not sent: they are in the global holdout, which gets no marketing from any flow.',
    });
    expect(check(true, 'transactional').verdict).toBe('pass');
    expect(check(false).verdict).toBe('pass');
  });

  it('is off at first, and at most half of all people', () => {
    expect(globalHoldoutOf({})).toBe(0);
    expect(globalHoldoutOf({ 'global-holdout': { share: 0.05 } })).toBe(0.05);
    expect(globalHoldoutOf({ 'global-holdout': { share: 0.6 } })).toBe(0);
    expect(globalHoldoutCheck.settings.safeParse({ share: 0.51 }).success).toBe(false);
    expect(globalHoldoutCheck.settings.safeParse({ share: -0.01 }).success).toBe(false);
    expect(globalHoldoutCheck.inWords!({ share: 0.05 })).toBe('5% of people get no marketing from any flow.');
    expect(globalHoldoutCheck.inWords!({ share: 0 })).toContain('Off');
  });
});
