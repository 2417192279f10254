import type { Condition } from './condition.ts';

/**
 * What makes the events of a flow that nothing in the store begins by itself. Data, kept in the plan: the engine reads it and
 * does what it says, so that a kind of trigger is a folder of the catalogue and nothing else.
 */
export type TriggerSource = SegmentSource | DateSource | ScheduleSource | ProductSource | HandSource;

/** Somebody comes to match a condition, or to match it no more. Once for each crossing. */
export interface SegmentSource {
  readonly type: 'segment';
  readonly condition: Condition;
  readonly crossing: 'entered' | 'left';
  /** Whether those who match when the flow is published come in too. */
  readonly present: boolean;
}

/** A day counted from a date of the person, at a time of the day where they are. */
export interface DateSource {
  readonly type: 'date';
  /** Path of a fact of the customer that is a date: `customer.lastOrderAt`, `customer.properties.birthday`. */
  readonly fact: string;
  /** Every year again from the year after the date on; otherwise once. 29 February is 28 February in years without one. */
  readonly yearly: boolean;
  /** Days after the date; below zero before it. */
  readonly days: number;
  readonly time: TimeOfDay;
}

export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
}

/** Days of the calendar and times of the day, by the store's clock. An empty list means every one. */
export interface Schedule {
  readonly times: readonly TimeOfDay[];
  /** 1 (Monday) to 7. */
  readonly weekdays: readonly number[];
  /** 1 to 31; in a shorter month its last day stands for those it lacks. */
  readonly monthDays: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
}

export interface ScheduleSource {
  readonly type: 'schedule';
  readonly schedule: Schedule;
  /** Who enters at each run, in flows about people: all who match. Null lets everybody in. Without meaning in a flow about the store. */
  readonly audience: Condition | null;
  /** Minutes over which the people of a run come in; 0 all at once. */
  readonly spreadMinutes: number;
}

/** News of a product goes to those who have shown that they care about it. Each once for each piece of news. */
export interface ProductSource {
  readonly type: 'product';
  readonly news: ProductNews;
  readonly people: readonly ProductInterest[];
  /** How far back their interest counts, in days. */
  readonly days: number;
}

/** `asked` to be told, `viewed` it, has it `in-cart` unbought, `bought` it. */
export type ProductInterest = 'asked' | 'viewed' | 'in-cart' | 'bought';

export type ProductNews =
  | { readonly is: 'restocked' }
  /** By at least so many percent, 1 to 99. */
  | { readonly is: 'price-dropped'; readonly percent: number }
  /** To so many units or fewer, and not to none. */
  | { readonly is: 'low-stock'; readonly units: number };

/** Nothing but a person or the API lets anybody in. */
export interface HandSource {
  readonly type: 'hand';
}
