import type { GuardrailCheck } from './check.ts';
import { GUARDRAILS } from './checks.ts';

const BY_ID = new Map(GUARDRAILS.map((check) => [check.id, check]));

export function guardrailById(id: string): GuardrailCheck | undefined {
  return BY_ID.get(id);
}

/** What a reason is called in tables: `quiet-hours` -> "Quiet hours". The reason itself when no check knows it. */
export function reasonWords(reason: string): string {
  for (const check of GUARDRAILS) {
    const words = check.reasons[reason];
    if (words !== undefined) return words;
  }
  return reason;
}

export { GUARDRAILS } from './checks.ts';
export { endedSentence } from './ended/check.ts';
export type { GuardrailCheck, Hold, Pass, Refusal, Verdict } from './check.ts';
export { CAP_DAYS, factsAtSending, type AtSending } from './facts-at-sending.ts';
export type { FreshProduct, KillSwitch, MessageToSend, RecentMessage, SendFacts } from './send-facts.ts';
export { defaultGuardrailSettings, guardrailSettingsSchema, readGuardrailSettings, type GuardrailSettings } from './settings.ts';
export { runGuardrails, type GuardrailResult } from './run-guardrails.ts';
export { freshCart, type FreshCart } from './stock-and-price/fresh-cart.ts';
export { isAllowed, nextAllowed, type QuietTime } from './quiet-hours/quiet-time.ts';
