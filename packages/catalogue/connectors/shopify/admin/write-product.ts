import { z } from 'zod';
import { done, refused, unclear, type Act, type ActOutcome } from '../../act.ts';
import { productHtml } from '../../acts/product-html.ts';
import { productTexts, writtenTexts } from '../../acts/write-product.ts';
import type { Answer } from '../../exchange.ts';
import { adminRequest } from '../ask.ts';
import type { ShopifyConfig } from '../config.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { gidOf } from './inquired.ts';

const WRITE = `mutation Write($product: ProductUpdateInput!) {
  written: productUpdate(product: $product) { product { id } userErrors { field message } }
}`;
const payload = z.looseObject({ product: z.looseObject({ id: z.string() }).nullish(), userErrors });

/** Writes texts of the product in the shop. */
export const writeProductInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The texts are written whole: written twice they are the same.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts: productTexts,
  request(call, config) {
    const { title, description, pageTitle, metaDescription } = writtenTexts(call.texts);
    const seo = {
      ...(pageTitle === '' ? {} : { title: pageTitle }),
      ...(metaDescription === '' ? {} : { description: metaDescription }),
    };
    const product = {
      id: gidOf(call, 'Product'),
      ...(title === '' ? {} : { title }),
      ...(description === '' ? {} : { descriptionHtml: productHtml(description) }),
      ...(Object.keys(seo).length === 0 ? {} : { seo }),
    };
    return { via: 'http', request: adminRequest(config, WRITE, { product }) };
  },
  outcome: outcomeOf,
};

function outcomeOf(answer: Answer): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const written = payload.safeParse(given.data['written']).data;
  if (!written) return unclear('Shopify did not say whether the texts were written.');
  if (written.userErrors.length > 0) return refused(saidBy(written.userErrors));
  return written.product
    ? done(null, 'The texts are in Shopify now.')
    : refused('There is no such product in the shop');
}
