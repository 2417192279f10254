import type { z } from 'zod';
import type { Instant } from '@millrace/base';
import type { SendFacts } from './send-facts.ts';

/** What a check says about one message at the moment of sending. Sentences are read by marketers on the customer's timeline. */
export type Verdict = Pass | Hold | Refusal;

export interface Pass {
  readonly verdict: 'pass';
  /** Things worth knowing that do not stop the message: a price that changed. */
  readonly notes?: readonly string[];
}

export interface Hold {
  readonly verdict: 'hold';
  /** When the reason is over, in the customer's own time; always later than `now`. */
  readonly until: Instant;
  /**
   * When to look again: `until`, or some minutes later where many people would be due in the same minute.
   * Fixed for a customer, so that asking twice gives the same.
   */
  readonly lookAgainAt: Instant;
  readonly reason: string;
  readonly sentence: string;
}

/** `refuse`: it must not be sent. `skip`: it could be, but its moment has passed. The message is settled with either. */
export interface Refusal {
  readonly verdict: 'refuse' | 'skip';
  readonly reason: string;
  readonly sentence: string;
}

/** What may end a hold before its time: somebody lifts a stop, another message makes room, somebody moves to another time zone. */
export type EndOfHold = 'stop-lifted' | 'room-made' | 'zone-changed';

/** One rule that every message has to pass. One folder each; the order they run in is `kinds.ts`. Pure. */
export interface GuardrailCheck<Schema extends z.ZodType = z.ZodType> {
  readonly id: string;
  readonly title: string;
  /** What it keeps from happening, one sentence for the settings screen. */
  readonly summary: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** zod object of the workspace's settings; `{}` parses to the defaults. */
  readonly settings: Schema;
  readonly example: z.input<Schema>;
  /** Every `reason` it can give, with what it is called in a table of results. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What ends its holds early: messages held by it are looked at again when that happens. Left out where only time does. */
  readonly endsEarly?: EndOfHold;
  /** How it is set, in one sentence; left out where the summary says it all. */
  inWords?(settings: z.output<Schema>): string;
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
