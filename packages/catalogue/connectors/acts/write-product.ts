import { cutTo, fail } from '@millrace/base';
import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Most characters of each text. */
export const PRODUCT_TEXTS = {
  title: 255,
  description: 10_000,
  pageTitle: 70,
  metaDescription: 320,
} as const;

/** Writes texts of the product that the flow is about. What is empty stays as it is in the store. */
export const writeProduct = defineCapability({
  id: 'write-product',
  title: 'Texts of a product',
  words: 'change texts of products',
  input: z.strictObject({
    /** A template, as all of these. */
    title: z.string().max(1_000),
    /** Plain text; a blank line begins a paragraph, and lines that begin with `- ` are a list. */
    description: z.string().max(12_000),
    /** For search engines. */
    pageTitle: z.string().max(1_000),
    metaDescription: z.string().max(1_000),
  }),
  example: {
    title: 'Linen shirt',
    description: 'Cool on warm days.\n\n- Woven in Portugal\n- Washed once, so that it stays its size',
    pageTitle: 'Linen shirt for warm days',
    metaDescription: 'A shirt of washed linen from Portugal, in five colours.',
  },
});

type ProductTexts = Readonly<Record<keyof typeof PRODUCT_TEXTS, string>>;

/** The templates of the texts, by name. */
export function productTexts(input: unknown): ProductTexts {
  const { title, description, pageTitle, metaDescription } = writeProduct.input.parse(input);
  return { title, description, pageTitle, metaDescription };
}

/**
 * The texts once they are filled in, no longer than the store takes them. The title has one line.
 * @throws MillraceError input-invalid if all are empty
 */
export function writtenTexts(texts: Readonly<Record<string, string>>): ProductTexts {
  const own = (name: keyof typeof PRODUCT_TEXTS) => cutTo((texts[name] ?? '').trim(), PRODUCT_TEXTS[name]);
  const oneLine = (name: keyof typeof PRODUCT_TEXTS) => own(name).replace(/\s+/g, ' ');
  const written = {
    title: oneLine('title'),
    description: own('description'),
    pageTitle: oneLine('pageTitle'),
    metaDescription: oneLine('metaDescription'),
  };
  return Object.values(written).every((text) => text === '')
    ? fail('input-invalid', { problems: 'All texts are empty for this product', fields: [] })
    : written;
}
