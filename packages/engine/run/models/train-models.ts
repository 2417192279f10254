import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { type Context, defineVerb } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { DECISION_MODELS, type DecisionModel, type DecisionModels, type Drift } from '@millrace/decisions';
import { z } from 'zod';
import { learningAt } from './learning-at.ts';
import { outcomesSince } from './past-decisions.ts';
import { keepPredictions } from './predictions.ts';
import { readHistory } from './read-history.ts';

/** For how long replaced parameters are kept, in milliseconds. */
const KEPT = 90 * DAY;

const inputSchema = z.strictObject({
  models: z.array(z.string().max(80)).optional().describe('Ids of the models to train; all when left out'),
});

/**
 * Trains models on the store's own past. Returns for each `trained`, or why there was too little to learn
 * from.
 */
export const trainingOf = (models: DecisionModels) =>
  defineVerb({
    name: 'models-trained',
    permission: 'settings:write',
    input: inputSchema,
    output: z.record(z.string(), z.string()),
    run: async (tx, { models: only }, context) => {
      const settings = await storeSettings(tx, context.workspaceId);
      const outcome: Record<string, string> = {};
      for (const model of Object.values(models)) {
        if (only && !only.includes(model.id)) continue;
        outcome[model.id] = (await train(tx, context, model, settings)) ?? 'trained';
      }
      return outcome;
    },
  });

export const trainModels = trainingOf(DECISION_MODELS);

/** @returns why it could not be trained; null when it was */
async function train(
  tx: Tx,
  context: Context,
  model: DecisionModel,
  settings: StoreSettings,
): Promise<string | null> {
  const now = context.now();
  const learning = learningAt(settings, now);
  const past = await readHistory(tx, model, settings, now);
  const samples = model.samples(past, learning);
  const { parameters, report, reason } = model.train(samples, learning);
  const drift = parameters === null ? null : await driftOf(tx, model, now);
  const policies = model.policies?.(past);
  await store(
    tx,
    context,
    model.id,
    parameters,
    { ...(report as object), reason, drift, ...(policies ? { policies } : {}) },
    samples.length,
  );
  if (model.predicts) {
    const [used] = await tx<
      { parameters: unknown }[]
    >`select parameters from models where name = ${model.id} and active`;
    const read = model.parameters.safeParse(used?.parameters);
    const people = read.success ? model.predicts.people(read.data, samples, learning) : [];
    await keepPredictions(tx, context.workspaceId, model.id, people, now);
  }
  return reason;
}

/** Whether the parameters in use got worse; null when there is too little to tell. */
async function driftOf(tx: Tx, model: DecisionModel, now: Instant): Promise<Drift | null> {
  if (!model.drift) return null;
  const [before] = await tx<
    { report: unknown; trained_at: Instant }[]
  >`select report, trained_at from models where name = ${model.id} and active`;
  const report = before && model.report.safeParse(before.report);
  if (!report?.success) return null;
  return model.drift.judge(
    report.data,
    await outcomesSince(tx, model.id, model.drift.about, before!.trained_at, now),
  );
}

/**
 * The newest successful parameters become active. Of attempts without enough data only the last is kept, as a
 * report.
 */
async function store(
  tx: Tx,
  context: Context,
  name: string,
  parameters: unknown,
  report: unknown,
  samples: number,
): Promise<void> {
  const now = context.now();
  const active = parameters !== null;
  if (active) await tx`update models set active = false where name = ${name} and active`;
  await tx`delete from models where name = ${name} and not active
    and (parameters is null or trained_at < ${now - KEPT})`;
  await tx`insert into models (id, workspace_id, name, parameters, report, samples, trained_at, active)
    values (${newId()}, ${context.workspaceId}, ${name}, ${active ? tx.json(parameters as never) : null},
      ${tx.json(report as never)}, ${samples}, ${now}, ${active})`;
}
