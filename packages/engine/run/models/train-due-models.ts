import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import { DECISION_MODELS, type DecisionModel, type DecisionModels } from '@millrace/decisions';
import { trainingOf } from './train-models.ts';

/** How often models learn again. The demo shop's days are 24 minutes long. */
const EVERY = DAY;
const EVERY_IN_DEMO = 12 * MINUTE;
/** Until there is a first model it is tried every few minutes: history may just be coming in. */
const UNTIL_LEARNED = 2 * MINUTE;

/**
 * Trains what is due, one workspace and one model at a time: one that fails keeps no other from learning.
 * @returns true when there may be more due
 * @throws what the first of those that failed was thrown, when all others are done
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
  /** The row in use. */
  readonly used: string | null;
}

/** What is stored and cannot be read by this release counts as never learned. */
async function dueIn(
  tx: Tx,
  models: DecisionModels,
  every: number,
  now: Instant,
): Promise<readonly string[]> {
  const rows = await tx<
    Last[]
  >`select name, max(trained_at) as at, (array_agg(id) filter (where active))[1] as used from models group by name`;
  const due: string[] = [];
  for (const model of Object.values(models)) {
    const last = rows.find(({ name }) => name === model.id);
    const since = last ? now - last.at : Infinity;
    if (
      since >= every ||
      (since >= UNTIL_LEARNED && !(last?.used && (await canBeRead(tx, model, last.used))))
    )
      due.push(model.id);
  }
  return due;
}

/** Rows of parameters never change: each is read once by a process, and not every minute. */
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
