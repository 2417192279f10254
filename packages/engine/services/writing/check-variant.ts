import { isMillraceError } from '@millrace/base';
import type { ChannelKind, ContentText } from '@millrace/channels';
import { checkClaims, plainText, type Finding, type NamedFact } from '@millrace/content/claims';
import { checkContentApart } from '@millrace/content/pool';
import type { Context } from '@millrace/core/verb';
import { callerOf } from '../previews/render-caller.ts';
import { claimRulesOf, type Brand } from './brand.ts';
import { linksOf } from './message-facts.ts';

/** A finding with the field that it is in. */
export interface FieldFinding extends Finding {
  readonly field: string;
  readonly where: string;
}

export interface VariantCheck {
  readonly channel: ChannelKind;
  /** The message as it is. */
  readonly base: unknown;
  readonly facts: readonly NamedFact[];
  readonly brand: Brand;
  readonly language: string;
}

/** The content with other texts, by dotted path. Fields that do not exist are left out. */
export function withTexts(content: unknown, texts: Readonly<Record<string, string>>): unknown {
  const copy: unknown = structuredClone(content);
  for (const [field, text] of Object.entries(texts)) {
    const path = field.split('.');
    const last = path.pop()!;
    let at: unknown = copy;
    for (const key of path)
      at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as never)[key] : undefined;
    if (typeof at === 'object' && at !== null && Object.hasOwn(at, last))
      (at as Record<string, unknown>)[last] = text;
  }
  return copy;
}

/** Texts of a content that are not links, in reading order; none if it cannot be read. */
export function writtenTexts(channel: ChannelKind, content: unknown): readonly ContentText[] {
  const parsed = channel.content.safeParse(content);
  return parsed.success ? channel.texts(parsed.data).filter(({ use }) => use !== 'link') : [];
}

/** Texts of a content that are not as in the other one. */
export function changedTexts(channel: ChannelKind, base: unknown, content: unknown): readonly ContentText[] {
  const before = new Map(writtenTexts(channel, base).map(({ field, text }) => [field, text]));
  return writtenTexts(channel, content).filter(({ field, text }) => before.get(field) !== text);
}

/** What the guard finds in the texts of a variant that differ from the message as it is. */
export function variantFindings(
  { channel, base, facts, brand, language }: VariantCheck,
  content: unknown,
): readonly FieldFinding[] {
  const before = new Map(writtenTexts(channel, base).map(({ field, text }) => [field, text]));
  const changed = changedTexts(channel, base, content);
  const rules = claimRulesOf(brand);
  const question = { facts, language, links: linksOf(channel.id, base), onlyPlaceholdersOfFacts: true };
  const found = changed.flatMap(({ field, where, text }) => [
    ...checkClaims(text, rules, question)
      .filter(({ rule }) => rule !== 'language')
      .map((finding) => ({ ...finding, field, where })),
    ...lostLinks(before.get(field) ?? '', text).map((words) => ({
      rule: 'link' as const,
      words,
      why: 'The message has this link here, and the variant lost it.',
      next: 'Put it back.',
      field,
      where,
    })),
  ]);
  // A short text says too little about its language: all of them are looked at together.
  const whole = checkClaims(changed.map(({ text }) => text).join('\n'), rules, question)
    .filter(({ rule }) => rule === 'language')
    .map((finding) => ({ ...finding, field: changed[0]?.field ?? '', where: 'the message' }));
  return [...found, ...whole];
}

const LINK =
  /\]\(\s*(\{\{[^{}]*\}\}|[^)\s]+)|(\{\{-?\s*[\w.]*(?:url|Url|links\.\w+)\b[^{}]*\}\})|(https?:\/\/[^\s<>"')\]]+)/g;

function lostLinks(before: string, after: string): readonly string[] {
  const links = [...before.matchAll(LINK)].map(([, one, two, three]) => (one ?? two ?? three)!.trim());
  return [...new Set(links)].filter((link) => !after.includes(link));
}

/** Why a variant cannot be sent as it is: texts too long, placeholders that cannot be filled in. Sentences. */
export async function variantProblems(
  context: Context,
  channel: ChannelKind,
  content: unknown,
): Promise<readonly string[]> {
  try {
    return (await checkContentApart(channel.id, content, callerOf(context)))
      .filter(({ severity }) => severity === 'error')
      .map(({ sentence }) => sentence);
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return ['It could not be filled in to try it. Try again in a moment.'];
  }
}

/** Names of the facts that a variant uses: placeholders that it shows, and facts in words that it says it states. */
export function usedFacts(
  texts: readonly ContentText[],
  facts: readonly NamedFact[],
  said: readonly string[],
): readonly string[] {
  const shown = new Set(
    texts.flatMap(({ text }) => {
      const { filled, tagged } = plainText(text);
      return [...filled.map(({ path }) => path), ...tagged];
    }),
  );
  return facts
    .filter(({ path, says }) =>
      path === undefined ? says !== undefined && said.includes(says) : shown.has(path),
    )
    .map(({ name }) => name);
}
