import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import { DECISION_MODELS, type DecisionModel, type DecisionModels } from '@millrace/decisions';
import { trainingOf } from './train-models.ts';

/** How often models are trained, in milliseconds. A day of the demo shop takes 24 minutes. */
const EVERY = DAY;
const EVERY_IN_DEMO = 12 * MINUTE;
/**
 * Before its first training a model is tried this often, in milliseconds, because history may still be
 * arriving.
 */
const UNTIL_LEARNED = 2 * MINUTE;

/**
 * Trains models that are due, one workspace and one model at a time. A model that fails stops no other.
 * @returns false, because every due model was tried
 * @throws the first error of the models that failed, after all others are done
 */
export async function trainDueModels(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
  models: DecisionModels = DECISION_MODELS,
): Promise<boolean> {
  const train = trainingOf(models);
  const failures: unknown[] = [];
  const workspaces = await db.asRouter(
    (tx) => tx<{ workspace_id: string; demo: boolean }[]>`select workspace_id, demo from known_workspaces()`,
  );
  for (const { workspace_id: id, demo } of workspaces) {
    for (const model of await db.inWorkspace(id, (tx) =>
      dueIn(tx, models, demo ? EVERY_IN_DEMO : EVERY, now),
    ))
      await train(contextOf(id), { models: [model] }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

interface Last {
  readonly name: string;
  readonly at: Instant;
  /** Id of the parameters in use. */
  readonly used: string | null;
  /** Whether its rule decides for a time, because it got worse. */
  readonly rests: boolean;
}

/** Stored parameters that this release cannot read count as not trained. */
async function dueIn(
  tx: Tx,
  models: DecisionModels,
  every: number,
  now: Instant,
): Promise<readonly string[]> {
  const rows = await tx<
    Last[]
  >`select name, max(trained_at) as at, (array_agg(id) filter (where active))[1] as used,
      (array_agg(parameters is null and report ? 'fellBack' order by trained_at desc))[1] as rests from models
    group by name`;
  const due: string[] = [];
  for (const model of Object.values(models)) {
    const last = rows.find(({ name }) => name === model.id);
    const since = last ? now - last.at : Infinity;
    if (
      since >= every ||
      (since >= UNTIL_LEARNED && !last?.rests && !(last?.used && (await canBeRead(tx, model, last.used))))
    )
      due.push(model.id);
  }
  return due;
}

/** Stored parameters never change, so each process reads a row once, and not every minute. */
const readable = new Map<string, boolean>();
const MOST_KNOWN = 10_000;

async function canBeRead(tx: Tx, { parameters }: DecisionModel, row: string): Promise<boolean> {
  const known = readable.get(row);
  if (known !== undefined) return known;
  const [found] = await tx<{ parameters: unknown }[]>`select parameters from models where id = ${row}`;
  const fits = parameters.safeParse(found?.parameters).success;
  if (readable.size >= MOST_KNOWN) readable.clear();
  readable.set(row, fits);
  return fits;
}
