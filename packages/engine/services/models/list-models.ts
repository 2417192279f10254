import type { models, Row } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import { defineVerb, freeAs, instant, type Shape } from '@millrace/core/verb';
import {
  DECISION_MODELS,
  readLearned,
  type CardContent,
  type DecisionModel,
  type DecisionModels,
} from '@millrace/decisions';
import { z } from 'zod';

/** Parts of a card are the catalogue's: it says what they are made of, and the screen draws them. */
const contentShape = freeAs<CardContent>();

/** A model as its card in Settings shows it. */
const modelSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What it does, one sentence. */
  sentence: z.string(),
  /** Whether it decides by what it learned; its stated rule does otherwise. */
  isUsed: z.boolean(),
  /** What stands there instead of what it learned; null when there is something. */
  empty: z.strictObject({ icon: z.string(), title: z.string(), sentence: z.string() }).nullable(),
  rule: z.string(),
  /** What it looks at, in the words of the marketer. */
  looksAt: z.array(z.string()),
  /** The method and where it comes from, and how it can be found to have got worse. */
  source: z.string(),
  checkedBy: z.string(),
  content: contentShape,
  drift: z.strictObject({ gotWorse: z.boolean(), sentence: z.string() }).nullable(),
  /** Carts, decisions or orders it learned from. */
  samples: z.int(),
  /** When what it decides by was learned; null while the rule decides. */
  trainedAt: instant.nullable(),
  /** When it was tried last; null when it never was. */
  triedAt: instant.nullable(),
});
export type ModelView = Shape<typeof modelSchema>;

type ModelRow = Pick<
  Row<typeof models>,
  'name' | 'active' | 'parameters' | 'report' | 'samples' | 'trained_at'
>;

export const modelListOf = (models: DecisionModels) =>
  defineVerb({
    name: 'models-read',
    permission: 'settings:read',
    input: z.strictObject({}),
    output: z.array(modelSchema),
    run: async (tx) => {
      const rows = await tx<ModelRow[]>`
        select distinct on (name, active) name, active, case when active then parameters end as parameters, report, samples, trained_at from models order by name, active desc, trained_at desc`;
      return Object.values(models).map((model) =>
        view(
          model,
          rows.filter((row) => row.name === model.id),
        ),
      );
    },
  });

/** Every model there is, with what it learned or why it has not. */
export const listModels = modelListOf(DECISION_MODELS);

function view(model: DecisionModel, rows: readonly ModelRow[]): ModelView {
  const used = rows.find((row) => row.active);
  // The one in use, or the report of why there is none yet.
  const row = used ?? rows[0];
  const { isUsed, reason, drift, content } = readLearned(model, {
    parameters: used?.parameters,
    report: row?.report ?? {},
  });
  return {
    id: model.id,
    title: model.card.title,
    sentence: model.card.sentence,
    isUsed,
    empty: isUsed ? null : { ...model.card.empty, sentence: reason ?? model.card.empty.sentence },
    rule: model.rule,
    looksAt: [...model.looksAt],
    source: model.source,
    checkedBy: model.checkedBy,
    content,
    drift,
    samples: row?.samples ?? 0,
    trainedAt: isUsed ? (used?.trained_at ?? null) : null,
    triedAt: rows.reduce<Instant | null>(
      (latest, { trained_at: at }) => (latest === null || at > latest ? at : latest),
      null,
    ),
  };
}
