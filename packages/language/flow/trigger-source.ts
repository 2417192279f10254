import type { Condition } from './condition.ts';

/**
 * What makes the entry events of a flow that no event from outside starts. It is data in the plan, which the
 * engine carries out, so that a new kind of trigger needs only a folder in the catalogue.
 */
export type TriggerSource = SegmentSource | DateSource | ScheduleSource | ProductSource | HandSource;

/** A person starts or stops matching a condition. One event for each change. */
export interface SegmentSource {
  readonly type: 'segment';
  readonly condition: Condition;
  readonly crossing: 'entered' | 'left';
  /** Whether people who already match when the flow is published enter too. */
  readonly present: boolean;
}

/** A number of days from a date of the person, at a time of day in their zone. */
export interface DateSource {
  readonly type: 'date';
  /**
   * Path of a fact of the customer that is a date: `customer.lastOrderAt`, `customer.properties.birthday`.
   */
  readonly fact: string;
  /**
   * Every year from the year after the date; otherwise once. In other years 29 February counts as 28
   * February.
   */
  readonly yearly: boolean;
  /** Days after the date; negative before it. */
  readonly days: number;
  readonly time: TimeOfDay;
  /**
   * For a date of each product that somebody is due to buy again: `fact` is that of the next product, and the event names the
   * product. Left out for a date of the person.
   */
  readonly products?: ProductDates;
}

export interface ProductDates {
  /** Path of the fact that is the id of the product, and of its chance to be bought again. */
  readonly id: string;
  readonly chance: string;
  /** The chance from which people enter, 0 to 1. */
  readonly least: number;
}

export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
}

/**
 * Calendar days and times of day in the store's zone. An empty list of days or months means all; of times,
 * 09:00.
 */
export interface Schedule {
  readonly times: readonly TimeOfDay[];
  /** 1 (Monday) to 7. */
  readonly weekdays: readonly number[];
  /** 1 to 31. In a shorter month, its last day stands for the days it lacks. */
  readonly monthDays: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
}

export interface ScheduleSource {
  readonly type: 'schedule';
  readonly schedule: Schedule;
  /**
   * Who enters at each run, in flows about people. Null lets everybody in. Not used in flows about the store.
   */
  readonly audience: Condition | null;
  /** Minutes over which the people of a run enter; 0 for all at once. */
  readonly spreadMinutes: number;
}

/** A change of a product lets in people who have shown interest in it, each once for each change. */
export interface ProductSource {
  readonly type: 'product';
  readonly news: ProductNews;
  readonly people: readonly ProductInterest[];
  /** How far back their interest counts, in days. */
  readonly days: number;
}

/** `asked` for a back-in-stock alert, `viewed` it, has it `in-cart` and has not bought it, `bought` it. */
export type ProductInterest = 'asked' | 'viewed' | 'in-cart' | 'bought';

export type ProductNews =
  | { readonly is: 'restocked' }
  /** The price fell by at least this percentage, 1 to 99. */
  | { readonly is: 'price-dropped'; readonly percent: number }
  /** Stock fell to this many units or fewer, but not to 0. */
  | { readonly is: 'low-stock'; readonly units: number };

/** Only a team member or the API lets people in. */
export interface HandSource {
  readonly type: 'hand';
}
