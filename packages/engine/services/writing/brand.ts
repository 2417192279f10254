import { REGULATED_CATEGORIES, type ClaimRules, type NamedFact } from '@millrace/content/claims';
import { defineVerb, instant } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { z } from 'zod';

/** A list that people type, one entry a line. Empty entries and repeated ones are dropped. */
const lines = (most: number, longest: number) =>
  z
    .array(z.string().trim().max(longest, `At most ${longest} characters in a line.`))
    .max(most, `At most ${most} lines.`)
    .transform((entries) => [...new Set(entries.filter(Boolean))]);

/** A phrase without a letter or a digit would be found nowhere. */
const phrases = lines(200, 120).refine(
  (entries) => entries.every((entry) => /[\p{L}\p{N}]/u.test(entry)),
  'A phrase needs a letter or a digit.',
);

export const brandFields = {
  voice: z.string().trim().max(2_000).describe('How the brand sounds, in your words'),
  examples: lines(3, 2_000).describe('Texts that sound right'),
  use: lines(100, 120).describe('Words that you use'),
  avoid: phrases.describe('Words that you do not use; they are advice'),
  forbidden: phrases.describe(
    'Phrases that no text may have; `*` at the end stands for any ending. A flow with one cannot be published',
  ),
  claims: lines(100, 300).describe('Claims that may be made, word for word'),
  facts: lines(100, 300).describe('Facts that every text may state: "Returns within 30 days are free"'),
  categories: z
    .array(z.enum(REGULATED_CATEGORIES))
    .max(REGULATED_CATEGORIES.length)
    .transform((entries) => [...new Set(entries)])
    .describe('What you sell whose claims the law regulates'),
} as const;

const EMPTY = {
  voice: '',
  examples: [],
  use: [],
  avoid: [],
  forbidden: [],
  claims: [],
  facts: [],
  categories: [],
};

const storedSchema = z.object({
  voice: brandFields.voice.catch(''),
  examples: brandFields.examples.catch([]),
  use: brandFields.use.catch([]),
  avoid: brandFields.avoid.catch([]),
  forbidden: brandFields.forbidden.catch([]),
  claims: brandFields.claims.catch([]),
  facts: brandFields.facts.catch([]),
  categories: brandFields.categories.catch([]),
});
export type Brand = z.output<typeof storedSchema>;

/** The rules of the brand; null while nobody saved any. */
export async function brandIn(tx: Tx): Promise<Brand | null> {
  const [row] = await tx<{ rules: unknown }[]>`select rules from brand_rules`;
  return row ? storedSchema.catch(EMPTY).parse(row.rules) : null;
}

export const NO_BRAND: Brand = EMPTY;

export const claimRulesOf = ({ forbidden, avoid, claims, categories }: Brand): ClaimRules => ({
  forbidden,
  avoided: avoid,
  claims,
  categories,
});

/** Facts in words: those of the brand, and more. */
export const saidFacts = (brand: Brand, more: readonly string[]): readonly NamedFact[] =>
  [...new Set([...brand.facts, ...more])].map((says) => ({ name: says, says }));

const brandShape = z.strictObject({
  voice: z.string(),
  examples: z.array(z.string()),
  use: z.array(z.string()),
  avoid: z.array(z.string()),
  forbidden: z.array(z.string()),
  claims: z.array(z.string()),
  facts: z.array(z.string()),
  categories: z.array(z.enum(REGULATED_CATEGORIES)),
  saved: z
    .strictObject({ at: instant, by: z.string() })
    .nullable()
    .describe('Null while nobody saved any: texts are checked from then on'),
});

async function readRules(tx: Tx) {
  const [row] = await tx<{ rules: unknown; updated_at: number; updated_by: string }[]>`
    select rules, updated_at, updated_by from brand_rules`;
  return {
    ...storedSchema.catch(EMPTY).parse(row?.rules ?? {}),
    saved: row ? { at: row.updated_at, by: row.updated_by } : null,
  };
}

/** How the brand writes, and what its texts may say. */
export const readBrand = defineVerb({
  name: 'brand-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: brandShape,
  run: (tx) => readRules(tx),
});

/** Replaces the rules that are given and keeps the others. Applies to what is checked from now on. */
export const updateBrand = defineVerb({
  name: 'brand-changed',
  permission: 'settings:write',
  input: z
    .strictObject(brandFields)
    .partial()
    .refine((given) => Object.keys(given).length > 0, 'Give a rule to change.'),
  output: brandShape,
  run: async (tx, given, context) => {
    const before = (await brandIn(tx)) ?? EMPTY;
    const rules = { ...before, ...given };
    await tx`insert into brand_rules (workspace_id, rules, updated_at, updated_by)
      values (${context.workspaceId}, ${tx.json(rules)}, ${context.now()}, ${context.actor.name})
      on conflict (workspace_id) do update set rules = excluded.rules, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by`;
    return readRules(tx);
  },
  audit: (given) => ({
    subject: { type: 'brand', id: null },
    summary: 'Changed the rules of the brand',
    changes: given,
  }),
});
