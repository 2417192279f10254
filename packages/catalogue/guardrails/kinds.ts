import { CHANNELS, type ChannelKind } from '@millrace/channels';
import type { StoreFacts } from '@millrace/flow';
import type { EndOfHold, GuardrailCheck } from './check.ts';
import { GUARDRAILS } from './checks.ts';
import { readGuardrailSettings } from './settings.ts';

const BY_ID = new Map(GUARDRAILS.map((check) => [check.id, check]));

export function guardrailById(id: string): GuardrailCheck | undefined {
  return BY_ID.get(id);
}

/** The name of a reason in tables: `quiet-hours` -> "Quiet hours". The reason itself when no check has it. */
export function reasonWords(reason: string): string {
  for (const check of GUARDRAILS) {
    const words = check.reasons[reason];
    if (words !== undefined) return words;
  }
  return reason;
}

/** Reasons of holds that this event ends early. */
export const reasonsEndedBy = (what: EndOfHold): readonly string[] =>
  GUARDRAILS.filter(({ endsEarly }) => endsEarly === what).flatMap(({ reasons }) => Object.keys(reasons));

/**
 * The share of people whom the stored settings keep without marketing from any flow, 0 to 1; 0 when nobody is.
 */
export const globalHoldoutOf = (stored: unknown): number => {
  const settings = readGuardrailSettings(stored);
  return Math.max(0, ...GUARDRAILS.map((check) => check.keepsOut?.(settings[check.id] as never) ?? 0));
};

/** The guardrail whose settings have that share. */
export const globalHoldoutCheckId = (): string =>
  GUARDRAILS.find(({ keepsOut }) => keepsOut !== undefined)?.id ?? '';

/**
 * Sentences about what happens to messages that come due while sending is stopped, from the stored settings.
 */
export const whileStopped = (stored: unknown): string =>
  GUARDRAILS.filter(({ endsEarly }) => endsEarly === 'stop-lifted')
    .map((check) => check.inWords?.(readGuardrailSettings(stored)[check.id] as never) ?? check.summary)
    .join(' ');

/**
 * When no marketing may be sent, by the stored settings: on channels without settings of their own, and on those whose times
 * differ.
 */
export function quietTimes(stored: unknown): Required<Pick<StoreFacts, 'quiet' | 'quietOf'>> {
  const settings = readGuardrailSettings(stored);
  const times = (channel?: ChannelKind) =>
    GUARDRAILS.flatMap((check) => check.quietTime?.(settings[check.id] as never, channel) ?? []);
  const quiet = times();
  const usual = JSON.stringify(quiet);
  const own = CHANNELS.map((channel) => [channel.id, times(channel)] as const);
  return { quiet, quietOf: Object.fromEntries(own.filter(([, one]) => JSON.stringify(one) !== usual)) };
}

export { GUARDRAILS } from './checks.ts';
export { endedSentence } from './ended/check.ts';
export type { EndOfHold, GuardrailCheck, Hold, Pass, Refusal, Verdict } from './check.ts';
export { CAP_DAYS, factsAtSending, type AtSending } from './facts-at-sending.ts';
export type { FreshProduct, KillSwitch, MessageToSend, RecentMessage, SendFacts } from './send-facts.ts';
export {
  defaultGuardrailSettings,
  guardrailSettingsSchema,
  readGuardrailSettings,
  type GuardrailSettings,
} from './settings.ts';
export { refusalFor } from './refusal-for.ts';
export { runGuardrails, type GuardrailResult } from './run-guardrails.ts';
export { freshCart, type FreshCart } from './stock-and-price/fresh-cart.ts';
