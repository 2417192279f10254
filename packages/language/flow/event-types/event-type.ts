import type { z } from 'zod';
import type { Match, Subject } from '../graph.ts';

export interface EventType {
  readonly type: string;
  /** As a marketer says it, past tense: "Abandoned cart". */
  readonly label: string;
  /**
   * `entry`: made by the trigger source of one flow to let somebody into that flow; no other flow gets it.
   * `team`: what the store's team did about one enrolment. `supply`: what suppliers report. `store`: what
   * happens to the store as a whole.
   */
  readonly family:
    | 'shopping'
    | 'cart'
    | 'order'
    | 'return'
    | 'ticket'
    | 'feedback'
    | 'customer'
    | 'subscription'
    | 'loyalty'
    | 'product'
    | 'supply'
    | 'store'
    | 'message'
    | 'privacy'
    | 'entry'
    | 'team';
  /** What it changes in the stored data of the store. */
  readonly changes:
    | 'cart'
    | 'order'
    | 'refund'
    | 'edit'
    | 'product'
    | 'stock'
    | 'customer'
    | 'consent'
    | 'privacy'
    | 'nothing';
  /** Subjects of flows that it may start. */
  readonly subjects: readonly Subject[];
  readonly matches: readonly Match[];
  /** Shape of `properties`; other properties are kept. */
  readonly properties: z.ZodType | null;
  /** Made by Millrace itself; intake refuses it. */
  readonly internal: boolean;
}

export const define = (
  type: string,
  label: string,
  family: EventType['family'],
  changes: EventType['changes'],
  subjects: readonly Subject[],
  matches: readonly Match[],
  properties: z.ZodType | null = null,
  internal = false,
): EventType => ({ type, label, family, changes, subjects, matches, properties, internal });
