import { fail } from '@millrace/base';
import { done, type Act } from '../../act.ts';
import { productHtml } from '../../acts/product-html.ts';
import { productTexts, writtenTexts } from '../../acts/write-product.ts';
import { wooRequest } from '../api.ts';
import type { WoocommerceConfig } from '../config.ts';
import { productOf } from './about.ts';
import { saidByWoo } from './said.ts';

/** Writes the name and description of the product in the store. */
export const writeProductInWoocommerce: Act<WoocommerceConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The texts are written whole: written twice they are the same.',
  }),
  texts: productTexts,
  request(call, config) {
    const { title, description } = writtenTexts(call.texts);
    if (title === '' && description === '')
      return fail('input-invalid', {
        problems: 'WooCommerce has no texts for search engines of its own, and there are no others',
        fields: [],
      });
    const body = {
      ...(title === '' ? {} : { name: title }),
      ...(description === '' ? {} : { description: productHtml(description) }),
    };
    return { via: 'http', request: wooRequest(config, 'PUT', `/products/${productOf(call)}`, {}, body) };
  },
  outcome(answer, { texts }) {
    const said = saidByWoo(answer);
    if ('ends' in said) return said.ends;
    const { pageTitle, metaDescription } = writtenTexts(texts);
    return done(
      null,
      pageTitle + metaDescription === ''
        ? 'The texts are in the store now.'
        : 'The texts are in the store now, without those for search engines: WooCommerce has none of its own.',
    );
  },
};
