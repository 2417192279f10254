import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { ForecastProduct } from '@millrace/decisions';

/** Products written in one statement. */
const PAGE = 5_000;

/**
 * Stores what a model expects of products, in place of what it expected before. Rows that stay the same are not written; what was
 * told of a product stays. Changed products are queued as news, which works out anew when they are to be ordered.
 */
export async function keepForecasts(
  tx: Tx,
  workspaceId: string,
  model: string,
  products: readonly ForecastProduct[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < products.length; from += PAGE) {
    const page = products.slice(from, from + PAGE);
    await tx`with kept as (insert into product_forecasts as f (workspace_id, product_id, model, forecast, per_day, made_at)
      select ${workspaceId}, u.id, ${model}, u.held::jsonb, u.per_day, ${now}
        from unnest(${page.map(({ productId }) => productId)}::uuid[],
          ${page.map(({ forecast }) => JSON.stringify(forecast))}::text[],
          ${page.map(({ forecast }) => forecast.perDay)}::float8[]) as u(id, held, per_day)
      on conflict (product_id) do update set model = excluded.model, forecast = excluded.forecast, per_day = excluded.per_day,
        made_at = excluded.made_at where f.forecast <> excluded.forecast returning product_id)
      insert into product_changes (workspace_id, product_id) select ${workspaceId}, product_id from kept`;
  }
  await tx`delete from product_forecasts where model = ${model}
    and not product_id = any(${products.map(({ productId }) => productId)}::uuid[])`;
}
