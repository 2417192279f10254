import { setImmediate } from 'node:timers/promises';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import { type Context, defineVerb } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { plural } from '@millrace/base/words';
import {
  DECISION_MODELS,
  fellBackSchema,
  type DecisionModel,
  type DecisionModels,
  type Drift,
  type FellBack,
  type PredictedPerson,
  type Predicts,
  type TrainingContext,
} from '@millrace/decisions';
import { z } from 'zod';
import { learningAt } from './learning-at.ts';
import { outcomesSince } from './past-decisions.ts';
import { keepForecasts } from './forecasts.ts';
import { keepPredictions } from './predictions.ts';
import { readHistory } from './read-history.ts';

/** For how long replaced parameters are kept, in milliseconds. */
const KEPT = 90 * DAY;
/** For how long the rule decides after a model got worse, in milliseconds. */
const RESTS = 14 * DAY;

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
  const before = await standingOf(tx, model.id);
  const drift = await driftOf(tx, model, before, report, now);
  const fellBack = fallBack(model, before, parameters === null, drift, now);
  const policies = model.policies?.(past);
  if (fellBack !== null) await tx`update models set active = false where name = ${model.id} and active`;
  else if (parameters === null && drift !== null)
    await tx`update models set report = jsonb_set(report, '{drift}', ${tx.json(drift as never)})
      where name = ${model.id} and active`;
  await store(
    tx,
    context,
    model.id,
    fellBack === null ? parameters : null,
    {
      ...(report as object),
      reason,
      drift: parameters === null ? null : drift,
      ...(fellBack === null ? {} : { fellBack }),
      ...(policies ? { policies } : {}),
    },
    samples.length,
  );
  if (model.predicts || model.forecasts) {
    const [used] = await tx<
      { parameters: unknown }[]
    >`select parameters from models where name = ${model.id} and active`;
    const read = model.parameters.safeParse(used?.parameters);
    if (model.predicts) {
      const people = read.success ? await predictedIn(model.predicts, read.data, samples, learning) : [];
      await keepPredictions(tx, context.workspaceId, model.id, people, now);
    }
    if (model.forecasts) {
      const products = model.forecasts.products(read.success ? read.data : null, samples, learning);
      await keepForecasts(tx, context.workspaceId, model.id, products, now);
    }
  }
  return fellBack?.sentence ?? reason;
}

/** People predicted between two turns of everything else that the process does. */
const AT_ONCE = 5_000;

async function predictedIn<Parameters, Sample>(
  predicts: Predicts<Parameters, Sample>,
  parameters: Parameters,
  samples: readonly Sample[],
  learning: TrainingContext,
): Promise<PredictedPerson[]> {
  const people: PredictedPerson[] = [];
  for (let from = 0; from < samples.length; from += AT_ONCE) {
    people.push(...predicts.people(parameters, samples.slice(from, from + AT_ONCE), learning));
    await setImmediate();
  }
  return people;
}

/** The parameters in use before a training, and when the model fell back to its rule, if it did. */
interface Standing {
  readonly used: { readonly report: unknown; readonly trained_at: Instant } | null;
  readonly fellBack: FellBack | null;
}

async function standingOf(tx: Tx, name: string): Promise<Standing> {
  const rows = await tx<{ report: unknown; trained_at: Instant; active: boolean }[]>`
    (select report, trained_at, active from models where name = ${name} and active limit 1)
    union all
    (select report, trained_at, false from models where name = ${name} order by trained_at desc, id desc limit 1)`;
  const used = rows.find(({ active }) => active) ?? null;
  const newest = z.object({ fellBack: fellBackSchema }).safeParse(rows.at(-1)?.report);
  return { used, fellBack: used === null && newest.success ? newest.data.fellBack : null };
}

/** Whether the parameters in use got worse; null when there is too little to tell. @param newest report of the training just made */
async function driftOf(
  tx: Tx,
  model: DecisionModel,
  { used }: Standing,
  newest: unknown,
  now: Instant,
): Promise<Drift | null> {
  const report = used && model.report.safeParse(used.report);
  if (!report?.success) return null;
  const { drift } = model;
  return drift.by === 'trainings'
    ? drift.judge(report.data, newest)
    : drift.judge(report.data, await outcomesSince(tx, model.id, drift.about, used!.trained_at, now));
}

/**
 * Why the rule decides although the model could: it got worse, and nothing proves that what it learned since is better.
 * It may come back after some time, when what it learned from has changed.
 */
function fallBack(
  { provesItself }: DecisionModel,
  { used, fellBack }: Standing,
  learnedNothing: boolean,
  drift: Drift | null,
  now: Instant,
): FellBack | null {
  if (used === null) return fellBack !== null && now - fellBack.at < RESTS ? fellBack : null;
  if (drift === null || !drift.gotWorse || (provesItself && !learnedNothing)) return null;
  return {
    at: now,
    sentence: `${drift.sentence} Its rule decides for ${plural(RESTS / DAY, 'day')}; after that it decides again, if it has learned enough.`,
  };
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
