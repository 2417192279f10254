import { z } from 'zod';
import { own } from '@millrace/base';

/** Comparisons. `fact-fields.ts` says which type of fact takes which. */
export const operatorSchema = z.enum([
  'is',
  'is-not',
  'is-one-of',
  'is-none-of',
  'contains',
  'does-not-contain',
  'starts-with',
  'at-least',
  'at-most',
  'more-than',
  'less-than',
  'is-set',
  'is-not-set',
  /** For dates: at most, or more than, `value` days before now. */
  'within-days',
  'longer-ago-than-days',
  /** For dates: at most `value` days from now; and the same of the next anniversary, a whole day in the zone. */
  'within-next-days',
  'anniversary-within-days',
  /**
   * For dates: a calendar day in the person's zone, such as `2026-04-03`; `between-dates` takes two, both
   * included.
   */
  'on-date',
  'before-date',
  'on-or-after-date',
  'between-dates',
]);
export type Operator = z.infer<typeof operatorSchema>;

const scalarSchema = z.union([z.string().max(500), z.number(), z.boolean()]);
export const factValueSchema = z.union([scalarSchema, z.array(scalarSchema).max(200)]);

/**
 * Compares one fact, named by its path (`customer.ordersCount`, `cart.total`, `event.properties.plan`,
 * `decision.segment`).
 */
const comparisonSchema = z.strictObject({
  fact: z.string().min(1).max(120),
  operator: operatorSchema,
  value: factValueSchema.optional(),
  /**
   * Names, by id, of values that are ids, as they were when chosen, such as a product title. Only shown,
   * never compared.
   */
  called: z.record(z.string().max(500), z.string().max(200)).optional(),
});
export type FactCondition = z.infer<typeof comparisonSchema> & {
  /** For `SEGMENTS_FACT`: the conditions of the segments named, by id, as they are now. */
  readonly resolved?: Readonly<Record<string, Condition>> | undefined;
};

export const factConditionSchema = comparisonSchema.extend({
  /** Filled in by the engine when it reads a plan; replaced when sent. */
  resolved: z
    .record(
      z.string().max(100),
      z.lazy((): z.ZodType<Condition> => conditionSchema),
    )
    .optional(),
});

/** The values a fact is compared with, as a list; empty when none is chosen. */
export function valuesOf({ value }: FactCondition): readonly (string | number | boolean)[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/**
 * The fact whose values are the saved segments a person belongs to, by id. It is evaluated from the segments'
 * own conditions, never stored.
 */
export const SEGMENTS_FACT = 'customer.segments';

/**
 * The lists a person is on, by id. A list is a saved segment whose condition asks for this fact, so conditions name
 * it as a segment, and nobody chooses this fact.
 */
export const LISTS_FACT = 'customer.lists';

/** The condition of a list: its people are those who were put on it. */
export const onList = (id: string): FactCondition => ({ fact: LISTS_FACT, operator: 'contains', value: id });

/** The conditions of the segments that a condition on `SEGMENTS_FACT` names. A segment that is gone has none. */
export function segmentsResolved(condition: FactCondition): readonly Condition[] {
  return valuesOf(condition).flatMap((id) => own(condition.resolved ?? {}, String(id)) ?? []);
}

/** What is asked of events, see `AggregateCondition`. */
export const MEASURES = ['count', 'sum', 'first', 'last'] as const;
export type Measure = (typeof MEASURES)[number];

/** Whether a measure is the time since an event, in days. */
export const isTimeSince = (measure: Measure): boolean => measure === 'first' || measure === 'last';

/**
 * Asks about events of the person: "ordered at least 2 times in the last 90 days", "viewed a product for the last time
 * more than 14 days ago".
 */
export interface AggregateCondition {
  event: string;
  /**
   * `count` of events, or `sum` of their value in minor units; or the time since the `first` or `last` of them, in
   * days. Without any event the first and the last fit nobody, whatever the comparison.
   */
  measure: Measure;
  operator: 'at-least' | 'at-most' | 'more-than' | 'less-than' | 'is';
  value: number;
  /** Rolling window in days before now; when absent, all events that are stored count. */
  withinDays?: number | undefined;
  /** Counts only events since the enrolment began. */
  sinceEntry?: boolean | undefined;
  /** A condition each event must match, on its own facts (`event.properties.x`, `event.value`). */
  where?: Condition | undefined;
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | FactCondition
  | AggregateCondition;

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).max(50) }),
    z.strictObject({ any: z.array(conditionSchema).max(50) }),
    z.strictObject({ not: conditionSchema }),
    factConditionSchema,
    z.strictObject({
      event: z.string().min(1).max(80),
      measure: z.enum(MEASURES).default('count'),
      operator: z.enum(['at-least', 'at-most', 'more-than', 'less-than', 'is']),
      value: z.number(),
      withinDays: z.number().positive().max(3650).optional(),
      sinceEntry: z.boolean().optional(),
      where: conditionSchema.optional(),
    }),
  ]),
) as z.ZodType<Condition>;
