import { z } from 'zod';
import type { CardContent } from './card.ts';
import type { Drift } from './drift.ts';
import type { DecisionModel } from './model.ts';

/** The stored result of one training. */
export interface StoredTraining {
  readonly parameters: unknown;
  readonly report: unknown;
}

/** The stored result of a training, as far as this release can read it. */
export interface Learned {
  /** Whether the model uses it; otherwise the rule decides. */
  readonly isUsed: boolean;
  /** Why the rule decides; null when the model does. */
  readonly reason: string | null;
  readonly drift: Drift | null;
  readonly content: CardContent;
}

const NOTHING: CardContent = { standing: null, parts: [] };
const FELL_BACK: CardContent = { standing: { state: 'broken', words: 'Fell back to its rule' }, parts: [] };
const RULE: CardContent = { standing: { state: 'waiting', words: 'Rule in use' }, parts: [] };
const UNREADABLE =
  'Another release of Millrace stored what it learned, and this release cannot read it. The rule decides until it has learned again.';

/** Why the rule decides although the model could, and since when: stored with the report of a training. */
export const fellBackSchema = z.object({ at: z.number(), sentence: z.string() });
export type FellBack = z.infer<typeof fellBackSchema>;

const besides = z.object({
  reason: z.string().nullable().catch(null),
  drift: z.object({ gotWorse: z.boolean(), sentence: z.string() }).nullable().catch(null),
  fellBack: fellBackSchema.nullable().catch(null),
});

/**
 * Reads the stored result of a training. Parameters that do not fit the schema count as none; with a report
 * that does not fit, the card is empty but the model still decides.
 */
export function readLearned(model: DecisionModel, stored: StoredTraining): Learned {
  const { reason, drift, fellBack } = besides
    .catch({ reason: null, drift: null, fellBack: null })
    .parse(stored.report);
  if (stored.parameters === null || stored.parameters === undefined)
    return fellBack === null
      ? { isUsed: false, reason, drift: null, content: RULE }
      : { isUsed: false, reason: fellBack.sentence, drift: null, content: FELL_BACK };
  if (!model.parameters.safeParse(stored.parameters).success)
    return { isUsed: false, reason: UNREADABLE, drift: null, content: RULE };
  const report = model.report.safeParse(stored.report);
  const content = report.success ? model.card.show(report.data) : NOTHING;
  return {
    isUsed: true,
    reason: null,
    drift,
    content: drift?.gotWorse ? { ...content, standing: { state: 'broken', words: 'Got worse' } } : content,
  };
}
