import { storeSettings } from '@millrace/core/store';
import { defineVerb, type Shape } from '@millrace/core/verb';
import { resolveCondition } from '@millrace/core/plans';
import { conditionSchema } from '@millrace/flow';
import { conditionSql, type ConditionSql, type Scope } from '@millrace/run/values';
import { z } from 'zod';

/**
 * Up to this many people are counted exactly. Of more, a condition on events, carts or orders is counted for
 * every nth, and the number is marked as approximate.
 */
const MOST_ASKED = 5_000;
/** Longest a query may take, in milliseconds; after that no number is given. */
const PATIENCE = 4_000;

const matchingSchema = z.strictObject({
  /** People who match now; null when only a running flow can tell, or when it took too long. */
  people: z.int().nullable(),
  /** Number of all customers. */
  of: z.int(),
  /** False when only a sample was counted. */
  exact: z.boolean(),
  /** True when parts that only a running flow knows were left out. */
  partial: z.boolean(),
  /** People who match each of the given parts, in the same order. */
  parts: z.array(z.int().nullable()),
});
export type MatchingParts = Shape<typeof matchingSchema>;

/**
 * How many people match a condition now, and each of its parts alone, in one query. Equivalent to `evaluate`
 * with a person's newest cart and order. Conditions on events, carts or orders use a sample when there are
 * more than a few thousand people.
 */
export const countMatching = defineVerb({
  name: 'matching-counted',
  permission: 'flows:read',
  input: z.strictObject({ condition: conditionSchema, parts: z.array(conditionSchema).max(40).default([]) }),
  output: matchingSchema,
  run: async (tx, { condition, parts }, context) => {
    const settings = await storeSettings(tx, context.workspaceId);
    const scope: Scope = {
      tx,
      storeZone: settings.zone,
      storeCurrency: settings.currency,
      now: context.now(),
      event: false,
    };
    const whole = conditionSql(scope, await resolveCondition(tx, condition));
    const asked: (ConditionSql | null)[] = [];
    for (const part of parts) asked.push(conditionSql(scope, await resolveCondition(tx, part)));
    const [all] = await tx<
      { people: number }[]
    >`select count(*)::int as people from customers where merged_into is null and erased_at is null`;
    const of = all?.people ?? 0;
    const nothing = { people: null, of, exact: true, partial: false, parts: parts.map(() => null) };
    if (!whole && asked.every((part) => part === null)) return nothing;
    const text = JSON.stringify([condition, parts]);
    const [cart, order] = [text.includes('"cart.'), text.includes('"order.')];
    const heavy = cart || order || (whole?.counts ?? false) || asked.some((part) => part?.counts);
    const share = heavy && of > MOST_ASKED ? Math.ceil(of / MOST_ASKED) : 1;
    const counted = [whole, ...asked].map((part) =>
      part ? tx`count(*) filter (where ${part.sql})::int` : tx`null::int`,
    );
    const columns = counted.reduce((left, right) => tx`${left}, ${right}`);
    await tx`select set_config('statement_timeout', ${String(PATIENCE)}, true)`;
    const found = await tx
      .savepoint(
        (inner) => inner<{ found: (number | null)[] }[]>`
        select jsonb_build_array(${columns}) as found from customers c
          left join lateral (select * from carts where ${cart} and customer_id = c.id and items_count > 0
            order by updated_at desc limit 1) k on true
          left join lateral (select * from orders where ${order} and customer_id = c.id
            order by placed_at desc limit 1) o on true
        where c.merged_into is null and c.erased_at is null and
          ${share === 1 ? tx`true` : tx`abs(hashtextextended(c.id::text, 7) % ${share}) = 0`}`,
      )
      .catch((error: { code?: string }) => {
        if (error.code !== '57014') throw error;
        return [];
      });
    const numbers = found[0]?.found;
    if (!numbers) return nothing;
    const scaled = (number: number | null | undefined) =>
      number === null || number === undefined ? null : number * share;
    return {
      people: whole ? scaled(numbers[0]) : null,
      of,
      exact: share === 1,
      partial: whole?.partial ?? false,
      parts: numbers.slice(1).map(scaled),
    };
  },
});
