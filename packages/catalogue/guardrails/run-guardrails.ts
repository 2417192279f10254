import type { Pass, Verdict } from './check.ts';
import { GUARDRAILS } from './checks.ts';
import type { SendFacts } from './send-facts.ts';
import type { GuardrailSettings } from './settings.ts';

export interface GuardrailResult {
  /** The first verdict that is not a pass, or a pass with all notes. */
  readonly verdict: Verdict;
  /** Id of the check with that verdict; null when all passed. */
  readonly check: string | null;
  /** The verdicts of all checks that ran, in order. */
  readonly verdicts: readonly { readonly check: string; readonly verdict: Verdict }[];
}

/** Runs the checks in order and stops at the first that does not pass. */
export function runGuardrails(facts: SendFacts, settings: GuardrailSettings): GuardrailResult {
  const verdicts: { check: string; verdict: Verdict }[] = [];
  const notes: string[] = [];
  for (const check of GUARDRAILS) {
    const verdict = check.check(facts, settings[check.id] ?? check.settings.parse({}));
    verdicts.push({ check: check.id, verdict });
    if (verdict.verdict !== 'pass') return { verdict, check: check.id, verdicts };
    notes.push(...(verdict.notes ?? []));
  }
  const pass: Pass = notes.length > 0 ? { verdict: 'pass', notes } : { verdict: 'pass' };
  return { verdict: pass, check: null, verdicts };
}
