import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import {
  DECISION_MODELS,
  type DecisionModel,
  type Histories,
  type PredictedPerson,
  type TrainingContext,
} from '@millrace/decisions';
import { learningAt } from './learning-at.ts';
import { pastBuyers } from './past-buyers.ts';

/** People written in one statement. */
const PAGE = 5_000;

/**
 * Stores what a model predicts of people, in place of what it predicted before. Rows that stay the same are not
 * written, so that only changed people are checked against segments.
 */
export async function keepPredictions(
  tx: Tx,
  workspaceId: string,
  model: string,
  people: readonly PredictedPerson[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < people.length; from += PAGE) {
    const page = people.slice(from, from + PAGE);
    await tx`insert into predictions as p (workspace_id, customer_id, model, values, predicted_at)
      select ${workspaceId}, u.id, ${model}, u.held::jsonb, ${now}
        from unnest(${page.map(({ customerId }) => customerId)}::uuid[],
          ${page.map(({ values }) => JSON.stringify(values))}::text[]) as u(id, held)
      on conflict (customer_id, model) do update set values = excluded.values, predicted_at = excluded.predicted_at
        where p.values <> excluded.values`;
  }
  await tx`delete from predictions where model = ${model}
    and not customer_id = any(${people.map(({ customerId }) => customerId)}::uuid[])`;
}

/** What is predicted of one person, in sentences; none while no model predicts anything of them. */
export async function tellPredictions(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  now: Instant,
): Promise<readonly string[]> {
  const predicting = Object.values(DECISION_MODELS).filter(({ predicts }) => predicts !== undefined);
  const rows = await tx<{ name: string; parameters: unknown }[]>`
    select name, parameters from models
      where active and name = any(${predicting.map(({ id }) => id)}::text[])`;
  if (rows.length === 0) return [];
  const context = learningAt(await storeSettings(tx, workspaceId), now);
  const sentences: string[] = [];
  for (const { name, parameters } of rows)
    sentences.push(...(await tell(tx, DECISION_MODELS[name]!, parameters, customerId, context)));
  return sentences;
}

async function tell(
  tx: Tx,
  model: DecisionModel,
  stored: unknown,
  customerId: string,
  context: TrainingContext,
): Promise<readonly string[]> {
  const parameters = model.parameters.safeParse(stored);
  if (!parameters.success) return [];
  const [sample] = model.samples(await pastOf(tx, model, customerId, context.now), context);
  return sample === undefined ? [] : model.predicts!.tell(parameters.data, sample, context);
}

/** The part of a model's history that is about one person. */
function pastOf(
  tx: Tx,
  { history }: Pick<DecisionModel, 'history'>,
  customerId: string,
  now: Instant,
): Promise<readonly Histories[keyof Histories][]> {
  return history === 'buyers' ? pastBuyers(tx, now, customerId) : Promise.resolve([]);
}
