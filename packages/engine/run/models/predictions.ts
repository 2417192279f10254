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
import { pastShoppers } from './past-shoppers.ts';

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
  await keepReorders(tx, workspaceId, model, people, now);
}

/** Stores the dates of products, in place of what was predicted before. */
async function keepReorders(
  tx: Tx,
  workspaceId: string,
  model: string,
  people: readonly PredictedPerson[],
  now: Instant,
): Promise<void> {
  const some = people.filter(({ reorders = [] }) => reorders.length > 0);
  for (let from = 0; from < some.length; from += PAGE) {
    const page = some.slice(from, from + PAGE);
    const rows = page.flatMap(({ customerId, reorders = [] }) =>
      reorders.map((one) => ({ customerId, ...one })),
    );
    const texts = (name: 'productId' | 'title' | 'boughtOn' | 'dueOn' | 'from' | 'until') =>
      rows.map((row) => row[name]);
    const ids = rows.map(({ customerId }) => customerId);
    await tx`insert into reorder_dates as d (workspace_id, customer_id, product_id, model, title, bought_on, due_on,
        from_on, until_on, chance, predicted_at)
      select ${workspaceId}, u.customer, u.product, ${model}, u.title, u.bought, u.due, u.first, u.last, u.chance, ${now}
        from unnest(${ids}::uuid[], ${texts('productId')}::text[], ${texts('title')}::text[],
          ${texts('boughtOn')}::text[], ${texts('dueOn')}::text[], ${texts('from')}::text[], ${texts('until')}::text[],
          ${rows.map(({ chance }) => String(chance))}::real[]) as u(customer, product, title, bought, due, first, last, chance)
      on conflict (customer_id, product_id) do update set model = excluded.model, title = excluded.title,
        bought_on = excluded.bought_on, due_on = excluded.due_on, from_on = excluded.from_on,
        until_on = excluded.until_on, chance = excluded.chance, predicted_at = excluded.predicted_at
        where (d.model, d.title, d.bought_on, d.due_on, d.from_on, d.until_on, d.chance) is distinct from
          (excluded.model, excluded.title, excluded.bought_on, excluded.due_on, excluded.from_on, excluded.until_on,
          excluded.chance)`;
    await tx`delete from reorder_dates d where d.model = ${model}
      and d.customer_id = any(${page.map(({ customerId }) => customerId)}::uuid[])
      and not exists (select from unnest(${ids}::uuid[], ${texts('productId')}::text[]) as u(customer, product)
        where u.customer = d.customer_id and u.product = d.product_id)`;
  }
  await tx`delete from reorder_dates where model = ${model}
    and not customer_id = any(${some.map(({ customerId }) => customerId)}::uuid[])`;
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
  const [sample] = model.samples(await pastOf(tx, model, customerId, context), context);
  return sample === undefined ? [] : model.predicts!.tell(parameters.data, sample, context);
}

/** The part of a model's history that is about one person. */
function pastOf(
  tx: Tx,
  { history }: Pick<DecisionModel, 'history'>,
  customerId: string,
  { now, store }: TrainingContext,
): Promise<readonly Histories[keyof Histories][]> {
  if (history === 'buyers') return pastBuyers(tx, now, customerId);
  return history === 'shoppers' ? pastShoppers(tx, store.zone, now, customerId) : Promise.resolve([]);
}
