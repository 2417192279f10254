import type { Instant } from '@millrace/base';
import { regionCode } from '@millrace/base/words';
import { defineVerb, instant, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { LISTS_FACT, SEGMENTS_FACT } from '@millrace/flow';
import { gatheredAt, gatherValues, isDue } from '@millrace/run/values';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';

/** A value of a fact in this store, and how many people have it now. */
const knownValueSchema = z.strictObject({
  value: z.string(),
  /** The value for people: Germany for `DE`, the title of a product. */
  label: z.string(),
  image: z.string().nullable(),
  people: z.int(),
});
export type KnownValue = Shape<typeof knownValueSchema>;

const knownValuesSchema = z.strictObject({
  values: z.array(knownValueSchema),
  /** True when there are more values than are kept, so that a typed value may exist. */
  more: z.boolean(),
  gatheredAt: instant.nullable(),
});
export type KnownValues = Shape<typeof knownValuesSchema>;

/**
 * Values of a fact, the most common first. Reads what was gathered, by an index; counts nothing. The first
 * query of a store waits until values have been gathered.
 */
export const listFactValues = defineVerb({
  name: 'fact-values-read',
  permission: 'flows:read',
  input: z.strictObject({
    fact: z.string().min(1).max(120),
    search: z.string().max(120).default(''),
    /** Values chosen already, to return with their labels. */
    named: z.array(z.string().max(500)).max(200).optional(),
    /** Gather again first, whatever the age. */
    fresh: z.boolean().default(false),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: knownValuesSchema,
  run: async (tx, { fact, search, named, fresh, limit }, context) => {
    if (fact === SEGMENTS_FACT || fact === LISTS_FACT)
      return savedSegments(tx, fact === LISTS_FACT, { search, named, limit }, context.now());
    if (fresh) await tx`update known_facts set gathered_at = 'epoch' where fact = ''`;
    if (fresh || (await gatheredAt(tx)) === null) await gatherValues(tx, context.workspaceId, context.now());
    const wanted = containing(search.trim().toLowerCase());
    const values = await tx<KnownValue[]>`
      select value, label, image, people from known_values where fact = ${fact}
        and
          ${
            named
              ? tx`value = any(${named as string[]}::text[])`
              : search.trim() === ''
                ? tx`true`
                : tx`(lower(label)
            like ${wanted} or lower(value) like ${wanted})`
          }
      order by people desc, label limit ${limit}`;
    const [known] = await tx<
      { more_values: boolean; at: Instant }[]
    >`select more_values, gathered_at as at from known_facts where fact = ${fact}`;
    return {
      values: [...values],
      more: known?.more_values ?? false,
      gatheredAt: known?.at ?? (await gatheredAt(tx)),
    };
  },
});

/** Saved segments, or the lists among them, are values of their own: always current, and called by their names. */
async function savedSegments(
  tx: Tx,
  isListOnly: boolean,
  {
    search,
    named,
    limit,
  }: { readonly search: string; readonly named: readonly string[] | undefined; readonly limit: number },
  now: Instant,
): Promise<KnownValues> {
  const values = await tx<KnownValue[]>`
    select s.id::text as value, s.name as label, null as image,
      (select count(*)::int from segment_members m where m.segment_id = s.id and m.inside) as people
      from segments s
    where s.flow_id is null and ${isListOnly ? tx`s.by_hand` : tx`true`}
      and ${named ? tx`s.id::text = any(${named as string[]}::text[])` : tx`s.name ilike ${containing(search.trim())}`}
    order by lower(s.name), s.id limit ${limit}`;
  return { values: [...values], more: false, gatheredAt: now };
}

/** A property of the store's own, and the detected type of its values. */
const knownFactSchema = z.strictObject({
  /** `customer.properties.plan`. */
  fact: z.string(),
  type: z.enum(['text', 'number', 'boolean', 'instant', 'list', 'any']),
  people: z.int(),
});
export type KnownFact = Shape<typeof knownFactSchema>;

/** Properties of customers and of events in this store, with their detected types. */
export const listKnownFacts = defineVerb({
  name: 'known-facts-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: z.array(knownFactSchema),
  run: async (tx, _input, context) => {
    if ((await gatheredAt(tx)) === null) await gatherValues(tx, context.workspaceId, context.now());
    return [
      ...(await tx<KnownFact[]>`
        select fact, type, people from known_facts
          where fact like 'customer.properties.%' or fact like 'event.properties.%' order by people desc, fact
          limit 500`),
    ];
  },
});

/** A value that nobody has, and the value probably meant, if it can be guessed. */
export interface UnknownValue {
  readonly value: string;
  readonly meant: KnownValue | null;
}

/** Which of these values nobody in the store has. Empty when values are not gathered, or too many to keep. */
export async function valuesNobodyHas(
  tx: Tx,
  fact: string,
  values: readonly string[],
  now: Instant,
): Promise<readonly UnknownValue[]> {
  // Values gathered too long ago prove nothing.
  if (values.length === 0 || (await isDue(tx, now, 24 * 3_600_000))) return [];
  const [known] = await tx<
    { more_values: boolean }[]
  >`select more_values from known_facts where fact = ${fact}`;
  if (!known || known.more_values) return [];
  const have = await tx<{ value: string }[]>`select lower(value) as value from known_values
    where fact = ${fact} and lower(value) = any(${values.map(folded)}::text[]) and people > 0`;
  const found = new Set(have.map((row) => row.value));
  const missing = [...new Set(values)].filter((value) => !found.has(folded(value)));
  return Promise.all(missing.map(async (value) => ({ value, meant: await meantBy(tx, fact, value) })));
}

const folded = (value: string) => value.trim().toLowerCase();

async function meantBy(tx: Tx, fact: string, value: string): Promise<KnownValue | null> {
  const code = fact === 'customer.country' ? regionCode(value) : null;
  const [row] = await tx<KnownValue[]>`
    select value, label, image, people from known_values
      where fact = ${fact} and people > 0 and (lower(label) = ${folded(value)} or value = ${code ?? ''})
      order by people desc limit 1`;
  return row ?? null;
}
