import { defineVerb } from '@millrace/core/verb';
import { EXCLUDED_BY } from '@millrace/flow';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { goodsSchema } from './shapes.ts';

/** Most names of one answer. */
const MOST = 50;

/** Names of categories, tags or products of the store, to choose from what cannot be returned. */
export const listGoods = defineVerb({
  name: 'returnable-goods-read',
  permission: 'settings:read',
  input: z.strictObject({ by: z.enum(EXCLUDED_BY), search: z.string().max(120).default('') }),
  output: z.strictObject({ items: z.array(goodsSchema) }),
  run: async (tx, { by, search }) => {
    const wanted = containing(search.trim());
    const items =
      by === 'product'
        ? await tx<{ value: string; label: string }[]>`
          select external_id as value, min(title) as label from products where title ilike ${wanted}
            group by external_id order by min(lower(title)), external_id limit ${MOST}`
        : by === 'category'
          ? await tx<{ value: string; label: string }[]>`
            select category as value, category as label from products where category ilike ${wanted}
              group by category order by lower(category) limit ${MOST}`
          : await tx<{ value: string; label: string }[]>`
            select tag as value, tag as label from products, unnest(tags) as tag where tag ilike ${wanted}
              group by tag order by lower(tag) limit ${MOST}`;
    return { items: [...items] };
  },
});
