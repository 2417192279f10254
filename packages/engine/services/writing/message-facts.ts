import { channelById, CONTENT_VARIABLES, inWords, type ContentText } from '@millrace/channels';
import { checkClaims, languageOf, type Backing, type NamedFact } from '@millrace/content/claims';
import type { StoreSettings } from '@millrace/core/store';
import type { Subject } from '@millrace/flow';
import { claimRulesOf, saidFacts, type Brand } from './brand.ts';

/** What a placeholder is a reason to say. */
const BACKS: Readonly<Record<string, readonly Backing[]>> = {
  'product.stock': ['scarcity'],
  'product.daysLeft': ['scarcity'],
  'discount.expiresAt': ['deadline', 'discount'],
  'discount.code': ['discount'],
  'discount.label': ['discount'],
  'discount.minimum': ['discount'],
  'store.freeShippingFrom': ['shipping'],
};

/** Groups of placeholders that a flow about a thing can fill in, beside the customer's and the shop's. */
const GROUPS: Readonly<Record<Subject, readonly string[]>> = {
  customer: [],
  cart: ['Cart'],
  order: ['Order'],
  return: ['Order'],
  ticket: [],
  product: ['Product'],
  store: [],
};

/** Placeholders of people that no text needs to say. */
const PRIVATE: ReadonlySet<string> = new Set([
  'customer.email',
  'customer.phone',
  'customer.country',
  'customer.totalSpent',
]);

const factOf = ({ path, label }: { readonly path: string; readonly label: string }): NamedFact => ({
  name: label,
  path,
  ...(BACKS[path] ? { backs: BACKS[path] } : {}),
});

/** Paths that a content names in its placeholders, and those of a discount that it shows. */
function pathsIn(content: unknown): ReadonlySet<string> {
  const text = JSON.stringify(content) ?? '';
  const named = new Set(
    [...text.matchAll(/\{[{%][^{}]*?[}%]\}/g)].flatMap(([tag]) => tag.match(/\b[a-z]+(?:\.\w+)+/g) ?? []),
  );
  if (/"type":"discount"/.test(text))
    for (const part of ['code', 'label', 'expiresAt', 'minimum']) named.add(`discount.${part}`);
  return named;
}

/** Placeholders that a variant of a message may have: those it has, and those that its flow fills in for everybody. */
export function placeholderFacts(
  content: unknown,
  subject: Subject,
  store: Pick<StoreSettings, 'freeShippingFrom'>,
): readonly NamedFact[] {
  const present = pathsIn(content);
  const groups = new Set(['Customer', 'Shop', ...GROUPS[subject]]);
  // Where a part of a discount is shown, all of it is known.
  const hasDiscount = [...present].some((path) => path.startsWith('discount.'));
  const known = CONTENT_VARIABLES.filter(({ path, group, type }) => {
    if (present.has(path)) return true;
    if (path === 'store.freeShippingFrom') return store.freeShippingFrom !== null;
    if (group === 'Discount') return hasDiscount;
    return groups.has(group) && type !== 'link' && !PRIVATE.has(path);
  }).map(factOf);
  const listed = new Set(known.map(({ path }) => path));
  const own = [...present].filter((path) => !listed.has(path)).map((path) => ({ name: path, path }));
  return [...known, ...own];
}

/** What a text that a person writes may say without advice: every placeholder, and the facts of the brand. */
export const everyFact = (brand: Brand): readonly NamedFact[] => [
  ...CONTENT_VARIABLES.map(factOf),
  ...saidFacts(brand, []),
];

/** Every text of a message that is read; links are checked elsewhere. */
export function textsOf(channel: string, content: unknown): readonly ContentText[] {
  const kind = channelById(channel);
  const parsed = kind?.content.safeParse(content);
  return kind && parsed?.success ? kind.texts(parsed.data).filter(({ use }) => use !== 'link') : [];
}

/** Addresses in a message, for variants to keep. */
export function linksOf(channel: string, content: unknown): readonly string[] {
  const kind = channelById(channel);
  const parsed = kind?.content.safeParse(content);
  if (!kind || !parsed?.success) return [];
  return kind
    .texts(parsed.data)
    .flatMap(({ text, use }) =>
      use === 'link'
        ? [text]
        : [...text.matchAll(/\]\(([^)\s]+)\)|\b(https?:\/\/[^\s<>"')\]]+)/g)].map(
            ([, inBrackets, bare]) => inBrackets ?? bare ?? '',
          ),
    );
}

/** Most facts that are suggested. */
const MOST_SUGGESTED = 6;

/**
 * Sentences of a message that state something: an offer, a number, a date. A person confirms them as facts before anything is
 * written with them.
 */
export function suggestedFacts(
  channel: string,
  content: unknown,
  brand: Brand,
  language: string,
): readonly string[] {
  const rules = claimRulesOf(brand);
  const facts = everyFact(brand);
  const sentences = textsOf(channel, content).flatMap(({ text }) =>
    text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== ''),
  );
  const stating = sentences.filter((sentence) => {
    const found = checkClaims(sentence, rules, {
      facts,
      language: languageOf(sentence) ?? language,
      links: linksOf(channel, content),
      onlyPlaceholdersOfFacts: false,
    });
    return found.some(({ rule }) =>
      ['number', 'date', 'deadline', 'scarcity', 'shipping', 'discount'].includes(rule),
    );
  });
  return [...new Set(stating.map((sentence) => inWords(sentence).trim().slice(0, 300)))].slice(
    0,
    MOST_SUGGESTED,
  );
}
