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

/** The catalogue defines the parts of a card, and the screen draws them. */
const contentShape = freeAs<CardContent>();

/** A model's card in Settings. */
const modelSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What it does, in one sentence. */
  sentence: z.string(),
  /** True when its trained parameters decide; false when its stated rule does. */
  isUsed: z.boolean(),
  /** Shown in place of trained results; null when there are some. */
  empty: z.strictObject({ icon: z.string(), title: z.string(), sentence: z.string() }).nullable(),
  rule: z.string(),
  /** Its inputs, in a marketer's words. */
  looksAt: z.array(z.string()),
  /** The method and its source, and how a decline would show. */
  source: z.string(),
  checkedBy: z.string(),
  content: contentShape,
  drift: z.strictObject({ gotWorse: z.boolean(), sentence: z.string() }).nullable(),
  /** Number of carts, decisions or orders it was trained on. */
  samples: z.int(),
  /** When the parameters in use were trained; null while the rule decides. */
  trainedAt: instant.nullable(),
  /** When training was last tried; null for never. */
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
        select distinct on (name, active) name, active, case when active then parameters end as parameters,
          report, samples, trained_at from models order by name, active desc, trained_at desc`;
      return Object.values(models).map((model) =>
        view(
          model,
          rows.filter((row) => row.name === model.id),
        ),
      );
    },
  });

/** All models with their training, or why there is none. */
export const listModels = modelListOf(DECISION_MODELS);

function view(model: DecisionModel, rows: readonly ModelRow[]): ModelView {
  const used = rows.find((row) => row.active);
  // The parameters in use, or the report why there are none yet.
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
