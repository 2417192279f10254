import { languageName, listed } from '@millrace/base/words';
import type { ClaimLanguage, RegulatedCategory } from './languages/claim-language.ts';
import { CLAIM_LANGUAGES, claimLanguage } from './languages/index.ts';
import { languageOf } from './language-of.ts';
import { statedIn, type Stated } from './numbers.ts';
import { isInside, phrasesExpression, placesOf, writtenPhrase, type Span } from './phrases.ts';
import { FILLED, plainText, READ, wordsAt, type PlainText } from './plain-text.ts';

/** The rules of the brand. */
export interface ClaimRules {
  /** Phrases that no text may have; `*` at the end stands for any ending. */
  readonly forbidden: readonly string[];
  /** Words that the brand does not use. */
  readonly avoided: readonly string[];
  /** Claims that were approved, word for word. */
  readonly claims: readonly string[];
  readonly categories: readonly RegulatedCategory[];
}

/** What a fact is a reason to say: that something ends, is scarce, is shipped free, or costs less. */
export type Backing = 'deadline' | 'scarcity' | 'shipping' | 'discount';

/** Something that a text may say. */
export interface NamedFact {
  /** In words: "What the discount gives". */
  readonly name: string;
  /** The path of the placeholder that fills it in: `discount.label`. */
  readonly path?: string;
  /** What it says, if it is not filled in: "10% off until Sunday". */
  readonly says?: string;
  /** For a placeholder. What a fact in words backs is read from its words. */
  readonly backs?: readonly Backing[];
}

export interface ClaimQuestion {
  readonly facts: readonly NamedFact[];
  /** Tag of the language that the text has to be in; null if any. */
  readonly language: string | null;
  /** Addresses that the text may have. */
  readonly links: readonly string[];
  /** Whether a placeholder has to be among the facts. Those of people are checked elsewhere. */
  readonly onlyPlaceholdersOfFacts: boolean;
}

export type FindingRule =
  | 'forbidden'
  | 'avoided'
  | 'number'
  | 'date'
  | 'urgency'
  | 'scarcity'
  | 'deadline'
  | 'shipping'
  | 'discount'
  | 'superlative'
  | 'guarantee'
  | 'health'
  | 'finance'
  | 'regulated'
  | 'link'
  | 'placeholder'
  | 'language';

export interface Finding {
  readonly rule: FindingRule;
  /** The words found, as they stand in the text. */
  readonly words: string;
  /** A sentence. */
  readonly why: string;
  /** A sentence. */
  readonly next: string;
}

type Lists = Pick<
  ClaimLanguage,
  | 'deadline'
  | 'scarcity'
  | 'urgency'
  | 'shipping'
  | 'discount'
  | 'superlative'
  | 'guarantee'
  | 'health'
  | 'finance'
  | 'harmless'
>;
const LISTS = [
  'deadline',
  'scarcity',
  'urgency',
  'shipping',
  'discount',
  'superlative',
  'guarantee',
  'health',
  'finance',
  'harmless',
] as const satisfies readonly (keyof Lists)[];

interface Reader {
  readonly languages: readonly ClaimLanguage[];
  readonly lists: Readonly<Record<keyof Lists, RegExp | null>>;
  readonly categories: Readonly<Record<RegulatedCategory, RegExp | null>>;
}

/** English is read in every text: its slogans are in texts of all languages. */
const readers = new Map<string, Reader>();
function readerOf(tag: string | null): Reader {
  const asked = tag === null ? undefined : claimLanguage(tag);
  const key = asked?.id ?? 'en';
  const known = readers.get(key);
  if (known) return known;
  const { en } = CLAIM_LANGUAGES as { en: ClaimLanguage };
  const languages = asked === undefined || asked === en ? [en] : [asked, en];
  const numbers = languages.flatMap((language) => Object.keys(language.numbers));
  const of = (read: (language: ClaimLanguage) => readonly string[]) =>
    phrasesExpression([...new Set(languages.flatMap(read))], numbers);
  const reader: Reader = {
    languages,
    lists: Object.fromEntries(
      LISTS.map((list) => [list, of((language) => language[list])]),
    ) as Reader['lists'],
    categories: {
      health: of(({ categories }) => categories.health),
      cosmetics: of(({ categories }) => categories.cosmetics),
      supplements: of(({ categories }) => categories.supplements),
      finance: of(({ categories }) => categories.finance),
      alcohol: of(({ categories }) => categories.alcohol),
    },
  };
  readers.set(key, reader);
  return reader;
}

interface Found extends Span {
  readonly finding: Omit<Finding, 'words'>;
}

/**
 * Looks for what a text must not say: words the brand forbids or avoids, numbers and dates that are no fact,
 * pressure without a reason, claims that nobody approved, links and placeholders that do not exist, and another
 * language than asked. Pure. A text without findings is not thereby true or lawful: it only contains nothing of these.
 */
export function checkClaims(text: string, rules: ClaimRules, question: ClaimQuestion): readonly Finding[] {
  const plain = plainText(text);
  const reader = readerOf(question.language);
  const said = question.facts.flatMap(({ says }) => (says === undefined ? [] : [plainText(says)]));
  const covered = coveredBy(plain, [
    ...rules.claims,
    ...question.facts.flatMap(({ says }) => (says === undefined ? [] : [says])),
  ]);
  const unbacked = [
    ...numbersFound(plain, reader, said),
    ...pressureFound(plain, reader, said, question.facts),
    ...claimsFound(plain, reader, rules),
  ].filter((found) => !covered.some((span) => isInside(found, span)));
  const own = phrasesFound(plain, rules);
  return [
    ...outermost([...own, ...unbacked], plain),
    ...linksFound(text.slice(0, READ), question.links),
    ...placeholdersFound(text, plain, question),
    ...languageFound(plain, question.language),
  ];
}

/** Places of the text that are, word for word, an approved claim or a fact. */
const coveredBy = ({ folded }: PlainText, texts: readonly string[]): readonly Span[] =>
  texts.flatMap((text) => placesOf(writtenPhrase(text), folded));

/** What is not inside another finding; what is forbidden stays in any case. Each words once. */
function outermost(found: readonly Found[], plain: PlainText): readonly Finding[] {
  const kept = found.filter(
    (one, index) =>
      one.finding.rule === 'forbidden' ||
      !found.some(
        (other, at) =>
          at !== index && isInside(one, other) && (other.to - other.from > one.to - one.from || at < index),
      ),
  );
  const seen = new Set<string>();
  return kept
    .toSorted((left, right) => left.from - right.from)
    .flatMap(({ from, to, finding }) => {
      const words = wordsAt(plain, from, to);
      const key = `${finding.rule}\n${words.toLowerCase()}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...finding, words }];
    });
}

function phrasesFound({ folded }: PlainText, rules: ClaimRules): readonly Found[] {
  const each = (phrases: readonly string[], finding: Found['finding']) =>
    phrases.flatMap((phrase) =>
      placesOf(writtenPhrase(phrase), folded).map((span) => ({ ...span, finding })),
    );
  return [
    ...each(rules.forbidden, {
      rule: 'forbidden',
      why: 'Your brand forbids it.',
      next: 'Remove it.',
    }),
    ...each(rules.avoided, {
      rule: 'avoided',
      why: 'Your brand does not use this word.',
      next: 'Say it in other words.',
    }),
  ];
}

const STATED: Readonly<Record<Stated['what'], string>> = {
  number: 'This number is not among the facts.',
  percent: 'This percentage is not among the facts.',
  money: 'This amount is not among the facts.',
  date: 'This date is not among the facts.',
};

/** Numbers and dates that are told at most. */
const STATEMENTS = 200;

function numbersFound(
  { folded }: PlainText,
  { languages }: Reader,
  said: readonly PlainText[],
): readonly Found[] {
  const known = new Set(
    said.flatMap((fact) => statedIn(fact.folded, languages).map(({ what, key }) => `${what} ${key}`)),
  );
  return statedIn(folded, languages)
    .filter(({ what, key }) => !known.has(`${what} ${key}`))
    .slice(0, STATEMENTS)
    .map(({ from, to, what }) => ({
      from,
      to,
      finding: {
        rule: what === 'date' ? ('date' as const) : ('number' as const),
        why: STATED[what],
        next: 'Leave it out, use a placeholder, or name the fact.',
      },
    }));
}

const PRESSURE: Readonly<Record<Backing, Omit<Finding, 'words' | 'rule'>>> = {
  deadline: {
    why: 'It says that something ends, and no fact says so.',
    next: 'Leave it out, show the date by a placeholder, or name the fact.',
  },
  scarcity: {
    why: 'It says that there is little of it, and no fact says so.',
    next: 'Leave it out, show the stock by a placeholder, or name the fact.',
  },
  shipping: {
    why: 'It says something about shipping that is not among the facts.',
    next: 'Leave it out, show from which amount by a placeholder, or name the fact.',
  },
  discount: {
    why: 'It says that something costs less, and no fact says so.',
    next: 'Leave it out, show the discount by a placeholder, or name the fact.',
  },
};

function pressureFound(
  plain: PlainText,
  { lists }: Reader,
  said: readonly PlainText[],
  facts: readonly NamedFact[],
): readonly Found[] {
  const inWords = (list: Backing) => said.some((fact) => placesOf(lists[list], fact.folded).length > 0);
  const pathsOf = (backing: Backing) =>
    new Set(
      facts.flatMap(({ path, backs }) => (path !== undefined && backs?.includes(backing) ? [path] : [])),
    );
  const found: Found[] = [];
  // An offer and shipping are conditions that the placeholder's fact gives; what is short has to be shown where it is said.
  for (const list of ['shipping', 'discount'] as const) {
    if (inWords(list) || pathsOf(list).size > 0) continue;
    for (const span of placesOf(lists[list], plain.folded))
      found.push({ ...span, finding: { rule: list, ...PRESSURE[list] } });
  }
  const shows = (span: Span, backing: Backing) => {
    const paths = pathsOf(backing);
    const sentence = sentenceOf(plain, span);
    return plain.filled.some(({ path, at }) => paths.has(path) && at >= sentence.from && at < sentence.to);
  };
  for (const list of ['deadline', 'scarcity'] as const)
    for (const span of placesOf(lists[list], plain.folded))
      if (!inWords(list) && !shows(span, list))
        found.push({ ...span, finding: { rule: list, ...PRESSURE[list] } });
  for (const span of placesOf(lists.urgency, plain.folded)) {
    const isBacked = (['deadline', 'scarcity'] as const).some((list) => inWords(list) || shows(span, list));
    if (!isBacked)
      found.push({
        ...span,
        finding: {
          rule: 'urgency',
          why: 'It urges people, and no fact says that something ends or is scarce.',
          next: 'Leave it out, or name the fact.',
        },
      });
  }
  return found;
}

/** The sentence around a place, in places of `text`. */
function sentenceOf({ text, at }: PlainText, span: Span): Span {
  const [from, to] = [at[span.from] ?? 0, at[span.to] ?? text.length];
  const before = Math.max(...['. ', '! ', '? ', '\n'].map((mark) => text.lastIndexOf(mark, from)));
  const after = ['. ', '! ', '? ', '\n'].map((mark) => text.indexOf(mark, to)).filter((index) => index >= 0);
  return { from: before + 1, to: after.length > 0 ? Math.min(...after) + 1 : text.length };
}

const CLAIMS = {
  superlative: 'It says that something is the best of all, or more than can be shown.',
  guarantee: 'It promises something.',
  health: 'It promises something for the health of people.',
  finance: 'It promises something about money.',
} as const;

const REGULATED: Readonly<Record<RegulatedCategory, string>> = {
  health: 'The law regulates what may be said about medicine and treatment.',
  cosmetics: 'The law regulates what may be said about cosmetics.',
  supplements: 'The law allows only listed health claims about food and supplements.',
  finance: 'The law regulates what may be said about credit and investments.',
  alcohol: 'The law forbids to connect alcohol with health, success or driving.',
};
const APPROVE = 'Leave it out, or have the claim approved and use it word for word.';

function claimsFound(
  { folded }: PlainText,
  { lists, categories }: Reader,
  rules: ClaimRules,
): readonly Found[] {
  const harmless = placesOf(lists.harmless, folded);
  const places = (expression: RegExp | null) =>
    placesOf(expression, folded).filter((span) => !harmless.some((outer) => isInside(span, outer)));
  return [
    ...rules.categories.flatMap((category) =>
      places(categories[category]).map((span) => ({
        ...span,
        finding: { rule: 'regulated' as const, why: REGULATED[category], next: APPROVE },
      })),
    ),
    ...(['health', 'finance', 'guarantee', 'superlative'] as const).flatMap((rule) =>
      places(lists[rule]).map((span) => ({ ...span, finding: { rule, why: CLAIMS[rule], next: APPROVE } })),
    ),
  ];
}

const ADDRESS =
  /\]\(\s{0,5}(\{\{[^{}]{0,300}\}\}|[^)\s]{1,2000})|\b((?:https?:\/\/|www\.)[^\s<>"')\]]{1,2000})/gi;

function linksFound(text: string, links: readonly string[]): readonly Finding[] {
  const known = new Set(links.map(plainAddress));
  const found = new Set<string>();
  for (const [, inBrackets, bare] of text.matchAll(ADDRESS)) {
    const address = (inBrackets ?? bare ?? '').replace(/[.,;:!?]+$/, '');
    // A link that is filled in is checked with the placeholders.
    if (address === '' || /^\{\{[^{}]*\}\}$/.test(address) || known.has(plainAddress(address))) continue;
    found.add(address);
  }
  return [...found].map((words) => ({
    rule: 'link' as const,
    words,
    why: 'This address is not one that the message has.',
    next: 'Use a link of the message, or a placeholder.',
  }));
}

const plainAddress = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');

/** What looks like a placeholder and is none: of other programs, or left over by whoever wrote it. */
const STRAY =
  /\[(?!\s)[\p{L}][^\]\n{}]{0,40}\](?![(:])|(?<!\{)\{(?![{%])[^{}\n]{1,40}\}(?!\})|%%?[A-Z_]{3,40}%%?|\*\|[^|\n]{1,40}\|\*|<<?[A-Z][\w ]{1,40}>>?|\b[Xx]{2,}\b/gu;

function placeholdersFound(
  text: string,
  plain: PlainText,
  { facts, onlyPlaceholdersOfFacts }: ClaimQuestion,
): readonly Finding[] {
  const known = new Set(facts.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const used = [...new Set([...plain.filled.map(({ path }) => path), ...plain.tagged])];
  const next = 'Use a placeholder from the list, or leave it out.';
  const unknown = onlyPlaceholdersOfFacts
    ? used
        .filter((path) => !known.has(path))
        .map((path) => ({
          rule: 'placeholder' as const,
          words: `{{ ${path} }}`,
          why: 'This placeholder is not among the facts.',
          next,
        }))
    : [];
  const outside = text.slice(0, READ).replace(/\{\{[^{}]{0,1000}\}\}|\{%(?:[^%]|%(?!\})){0,1000}%\}/g, ' ');
  const stray = [...new Set(outside.match(STRAY) ?? [])].map((words) => ({
    rule: 'placeholder' as const,
    words,
    why: 'This looks like a placeholder, and is none here: people would see it as it is.',
    next,
  }));
  return [...unknown, ...stray];
}

function languageFound(plain: PlainText, asked: string | null): readonly Finding[] {
  if (asked === null) return [];
  const found = languageOf(plain.folded);
  if (found === null || found === asked.split('-')[0]!.toLowerCase()) return [];
  return [
    {
      rule: 'language',
      words: `${plain.text.replaceAll(FILLED, '…').trim().slice(0, 60)}`,
      why: `This is ${languageName(found)}, and ${languageName(asked)} was asked for.`,
      next: `Write it in ${languageName(asked)}.`,
    },
  ];
}

/** The findings as one sentence, for whoever has to write it again. */
export const findingsInWords = (findings: readonly Finding[]): string =>
  listed(findings.map(({ words, why }) => `“${words}”: ${why.replace(/\.$/, '')}`));
