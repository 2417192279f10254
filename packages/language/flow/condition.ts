import { z } from 'zod';

/** Comparisons, by the type of the fact: see `fact-fields.ts` for which fact takes which. */
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
  /** For dates: within, or longer ago than, `value` days before now. */
  'within-days',
  'longer-ago-than-days',
  /** For dates: a day of the calendar where the person is, as `2026-04-03`; `between` takes two, both included. */
  'on-date',
  'before-date',
  'on-or-after-date',
  'between-dates',
]);
export type Operator = z.infer<typeof operatorSchema>;

const scalarSchema = z.union([z.string().max(500), z.number(), z.boolean()]);
export const factValueSchema = z.union([scalarSchema, z.array(scalarSchema).max(200)]);

/** Compares one fact, named by its path (`customer.ordersCount`, `cart.total`, `event.properties.plan`, `decision.segment`). */
export const factConditionSchema = z.strictObject({
  fact: z.string().min(1).max(120),
  operator: operatorSchema,
  value: factValueSchema.optional(),
  /** What values that are ids were called when they were chosen, such as the title of a product. Read by people only. */
  called: z.record(z.string().max(500), z.string().max(200)).optional(),
});
export type FactCondition = z.infer<typeof factConditionSchema>;

/** Counts or sums events of the person: "ordered at least 2 times in the last 90 days". */
export interface AggregateCondition {
  event: string;
  /** `count` of events, or `sum` of their value in minor units. */
  measure: 'count' | 'sum';
  operator: 'at-least' | 'at-most' | 'more-than' | 'less-than' | 'is';
  value: number;
  /** Rolling window in days before now; absent means ever (as far as is kept), `since-entry` only since entering. */
  withinDays?: number | undefined;
  sinceEntry?: boolean | undefined;
  /** Over the event's own properties (`event.properties.x`, `event.value`). */
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
      measure: z.enum(['count', 'sum']).default('count'),
      operator: z.enum(['at-least', 'at-most', 'more-than', 'less-than', 'is']),
      value: z.number(),
      withinDays: z.number().positive().max(3650).optional(),
      sinceEntry: z.boolean().optional(),
      where: conditionSchema.optional(),
    }),
  ]),
) as z.ZodType<Condition>;
