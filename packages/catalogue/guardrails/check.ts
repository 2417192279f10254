import type { z } from 'zod';
import type { Instant } from '@millrace/base';
import type { ChannelKind } from '@millrace/channels';
import type { QuietTime } from '@millrace/flow/quiet-time';
import type { SendFacts } from './send-facts.ts';

/**
 * The result of a check for one message at the moment of sending. Marketers read its sentence on the
 * customer's timeline.
 */
export type Verdict = Pass | Hold | Refusal;

export interface Pass {
  readonly verdict: 'pass';
  /** Sentences for the timeline that do not stop the message, such as a changed price. */
  readonly notes?: readonly string[];
}

export interface Hold {
  readonly verdict: 'hold';
  /** When the reason ends, in the customer's own time; always later than `now`. */
  readonly until: Instant;
  /**
   * When to check again: `until`, or some minutes later when many people would be due in the same minute.
   * Always the same for a customer.
   */
  readonly lookAgainAt: Instant;
  readonly reason: string;
  readonly sentence: string;
}

/** `refuse`: it must not be sent. `skip`: it is too late to send it. Both settle the message. */
export interface Refusal {
  readonly verdict: 'refuse' | 'skip';
  readonly reason: string;
  readonly sentence: string;
}

/** Events that end a hold early: a stop is lifted, a cap has room again, the customer's time zone changes. */
export type EndOfHold = 'stop-lifted' | 'room-made' | 'zone-changed';

/**
 * One rule that every message has to pass. Each is a folder; `checks.ts` has the order in which they run.
 * Pure.
 */
export interface GuardrailCheck<Schema extends z.ZodType = z.ZodType> {
  readonly id: string;
  readonly title: string;
  /** What it prevents, one sentence for the settings screen. */
  readonly summary: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** zod object of the workspace's settings; `{}` parses to the defaults. */
  readonly settings: Schema;
  readonly example: z.input<Schema>;
  /** Every `reason` it can give, with its name in a table of results. */
  readonly reasons: Readonly<Record<string, string>>;
  /**
   * The event that ends its holds early: its messages are checked again then. Left out when only time ends
   * them.
   */
  readonly endsEarly?: EndOfHold;
  /**
   * The share of people whom its settings keep without marketing to compare with, 0 to 1. The engine draws
   * them, and says in `globallyHeldOut` who they are.
   */
  keepsOut?(settings: z.output<Schema>): number;
  /** Its settings in one sentence; left out when the summary is enough. */
  inWords?(settings: z.output<Schema>): string;
  /**
   * When it lets no marketing through on any day, so that steps can choose another hour; null when it always may.
   * @param channel the channel of the message; that of channels without settings of their own when left out
   */
  quietTime?(settings: z.output<Schema>, channel?: ChannelKind): QuietTime | null;
  /** Whether its verdict is of the person, their cart and the channel alone, so that steps can choose another channel. */
  readonly ofPerson?: true;
  check(facts: SendFacts, settings: z.output<Schema>): Verdict;
}

export function defineCheck<Schema extends z.ZodType>(check: GuardrailCheck<Schema>): GuardrailCheck<Schema> {
  return check;
}

export const PASS: Pass = { verdict: 'pass' };
export const refuse = (reason: string, sentence: string): Refusal => ({
  verdict: 'refuse',
  reason,
  sentence,
});
export const skip = (reason: string, sentence: string): Refusal => ({ verdict: 'skip', reason, sentence });
export const hold = (
  until: Instant,
  reason: string,
  sentence: string,
  lookAgainAt: Instant = until,
): Hold => ({
  verdict: 'hold',
  until,
  lookAgainAt,
  reason,
  sentence,
});
