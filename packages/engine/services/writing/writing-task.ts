import type { Json } from '@millrace/base';
import { languageName, listed } from '@millrace/base/words';
import { CONTENT_VARIABLES, type ChannelKind, type ContentText } from '@millrace/channels';
import type { WritingTask } from '@millrace/connectors';
import type { NamedFact } from '@millrace/content/claims';
import { z } from 'zod';
import type { Brand } from './brand.ts';
import type { WrittenVariant } from './written-variant.ts';

/** What is asked of a model. Nothing here is about any customer: placeholders stand for their data. */
export interface VariantQuestion {
  readonly channel: ChannelKind;
  /** Texts that may differ, in reading order. */
  readonly texts: readonly ContentText[];
  /** All texts of the message, to read. */
  readonly whole: readonly ContentText[];
  readonly facts: readonly NamedFact[];
  readonly brand: Brand;
  readonly store: string;
  readonly language: string;
  readonly count: number;
}

/** A variant that the guard refused, with the reasons. */
export interface Refused {
  readonly variant: WrittenVariant;
  readonly why: string;
}

/** Tokens for each variant, and for thinking. */
const TOKENS_EACH = 1_500;
const TOKENS_MORE = 4_000;

const INSERT = new Map(CONTENT_VARIABLES.map(({ path, insert }) => [path, insert]));

/** The form of the answer. Fields are checked by `answerSchema`, as a model may ignore this. */
function schemaFor(texts: readonly ContentText[], said: readonly string[]): Readonly<Record<string, Json>> {
  const closed = (properties: Record<string, Json>): Record<string, Json> => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  return closed({
    variants: {
      type: 'array',
      items: closed({
        angle: { type: 'string', description: 'What is different about it, in one to three English words' },
        facts: {
          type: 'array',
          items: said.length > 0 ? { type: 'string', enum: [...said] } : { type: 'string' },
          description: 'The facts in words that it states',
        },
        texts: {
          type: 'array',
          items: closed({
            field: { type: 'string', enum: texts.map(({ field }) => field) },
            text: { type: 'string' },
          }),
        },
      }),
    },
  });
}

const answerSchema = z.object({
  variants: z
    .array(
      z.object({
        angle: z.string().trim().min(1).max(200),
        facts: z.array(z.string()).max(50).catch([]),
        texts: z
          .array(z.object({ field: z.string(), text: z.string().trim().min(1).max(10_000) }))
          .min(1)
          .max(100),
      }),
    )
    .max(20),
});

/** The task for a model. With `refused`, only these are written again. */
export function writingTask(question: VariantQuestion, refused: readonly Refused[]): WritingTask {
  const { channel, texts, whole, facts, brand, store, language, count } = question;
  const said = facts.flatMap(({ says }) => (says === undefined ? [] : [says]));
  const placeholders = facts.flatMap(({ path, name }) =>
    path === undefined ? [] : [`${INSERT.get(path) ?? `{{ ${path} }}`} : ${name}`],
  );
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n\n${title}\n${lines.map((line) => `- ${line}`).join('\n')}`;
  const instructions = [
    `You write messages for the online store ${store}: here, ${channel.noun}. You write other versions of a message that exists, for a test of which one people like better.`,
    'State nothing that is not among the facts: no other number, price, percentage, date or deadline, no scarcity, no urgency, no superlative, no guarantee, no promise about health or money, no other link.',
    'Placeholders such as {{ store.name }} are filled in for each person. Use only the ones listed, spelled as listed. Keep the links and the formatting of the message.',
    `Write in ${languageName(language)}. Each version has another angle, such as a question, a benefit, or plain words.`,
  ].join(' ');
  const voice = [
    brand.voice === '' ? '' : `\n\nHow the brand sounds:\n${brand.voice}`,
    list('Texts that sound right:', brand.examples),
    list('Words that it uses:', brand.use),
    list('Words that it does not use:', brand.avoid),
    list('Never write:', brand.forbidden),
    list('Claims that may be made, word for word only:', brand.claims),
  ].join('');
  const prompt = [
    `The message as it is:\n${whole.map(({ field, where, text }) => `${field} (${where}): ${text}`).join('\n')}`,
    `\n\nWrite these fields anew: ${listed(texts.map(({ field }) => field))}.`,
    list('Placeholders that you may use:', placeholders),
    list('Facts that you may state:', said),
    refused.length === 0
      ? `\n\nWrite ${count} versions.`
      : `\n\nThese versions were refused. Write each of them again without what was found, ${refused.length} in all:${refused
          .map(({ variant, why }) => `\n- ${JSON.stringify(variant.texts)}\n  ${why}`)
          .join('')}`,
  ].join('');
  return {
    instructions: `${instructions}${voice}`,
    prompt,
    form: 'variants',
    schema: schemaFor(texts, said),
    mostTokens: TOKENS_MORE + TOKENS_EACH * (refused.length || count),
  };
}

/** The variants in an answer; null if it is not in the form that was asked for. Fields that may not differ are ignored. */
export function variantsIn(value: unknown, texts: readonly ContentText[]): readonly WrittenVariant[] | null {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) return null;
  const fields = new Set(texts.map(({ field }) => field));
  return parsed.data.variants
    .map(({ angle, facts, texts: written }) => ({
      angle: angle.slice(0, 60),
      said: facts,
      texts: Object.fromEntries(
        written.filter(({ field }) => fields.has(field)).map(({ field, text }) => [field, text]),
      ),
    }))
    .filter(({ texts: written }) => Object.keys(written).length > 0);
}
