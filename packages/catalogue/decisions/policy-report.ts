import { z } from 'zod';

const interval = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });

/** What a way of deciding would have earned. */
const estimateSchema = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  /** Margin for each decision, minor units; null when it is refused. */
  value: interval.nullable(),
  /** The same less what really was earned; null for what ran itself, and when it is refused. */
  difference: interval.nullable(),
  /** Effective sample size: how many decisions by this policy the log is worth. */
  effective: z.number(),
  /** Why there is no figure and what to do, in whole sentences; null when there is one. */
  refusal: z.string().nullable(),
});
export type PolicyEstimate = z.infer<typeof estimateSchema>;

/** The policies of one step. */
const reportSchema = z.object({
  flow: z.string(),
  node: z.string(),
  /** Decisions compared, and the people they were about. */
  decisions: z.number(),
  people: z.number(),
  /** Decisions left out, because an allowed option had no chance of being chosen. */
  fixed: z.number(),
  /** Decisions whose outcome is still open. */
  waiting: z.number(),
  /** What ran is the first. */
  policies: z.array(estimateSchema),
  /** Titles of policies that are not in the list, because they choose as what ran. */
  asItRan: z.array(z.string()),
});
export type PolicyReport = z.infer<typeof reportSchema>;

const stored = z.array(reportSchema).catch([]);

/** The reports that were stored with a training; none when another release stored what this one cannot read. */
export const readPolicies = (value: unknown): readonly PolicyReport[] => stored.parse(value);

/**
 * What the comparison says so far, in a whole sentence.
 * @param money an amount in minor units, with at most two decimals
 */
export function policySentence(
  { decisions, waiting, policies }: Pick<PolicyReport, 'decisions' | 'waiting' | 'policies'>,
  money: (amount: number) => string,
): string {
  const judged = policies.flatMap(({ title, difference }) => (difference ? [{ title, difference }] : []));
  const best = judged.reduce<(typeof judged)[number] | null>(
    (one, other) =>
      other.difference.lower > 0 && other.difference.estimate > (one?.difference.estimate ?? 0) ? other : one,
    null,
  );
  if (best)
    return `“${best.title}” would have earned about ${money(best.difference.estimate)} more with each decision, between ${money(best.difference.lower)} and ${money(best.difference.upper)}.`;
  if (judged.length > 0 && judged.every(({ difference }) => difference.upper < 0))
    return 'What ran earned more than every other way of deciding that can be judged.';
  if (judged.length > 0) return 'No other way of deciding is certain to have earned more than what ran.';
  if (decisions === 0)
    return waiting > 0
      ? 'Too early to tell: no decision here has a final outcome yet.'
      : 'Nothing to compare yet: no decision was made here in the last months.';
  return 'Too early to tell: no other way of deciding can be judged yet.';
}
