import type { Database, Tx } from '@millrace/db';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import { DECISION_MODELS, type DecisionModels } from '@millrace/decisions';
import type { Context } from '../verb/context.ts';
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
    for (const model of await db.inWorkspace(id, (tx) => dueIn(tx, models, demo ? EVERY_IN_DEMO : EVERY, now)))
      await train(contextOf(id), { models: [model] }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

/** What is stored and cannot be read by this release counts as never learned. */
async function dueIn(tx: Tx, models: DecisionModels, every: number, now: Instant): Promise<readonly string[]> {
  const rows = await tx<{ name: string; at: Instant }[]>`select name, max(trained_at) as at from models group by name`;
  const used = await tx<{ name: string; parameters: unknown }[]>`select name, parameters from models where active`;
  return Object.values(models).flatMap(({ id, parameters }) => {
    const last = rows.find(({ name }) => name === id);
    if (!last) return [id];
    const isLearned = used.some((row) => row.name === id && parameters.safeParse(row.parameters).success);
    return now - last.at >= (isLearned ? every : UNTIL_LEARNED) ? [id] : [];
  });
}
