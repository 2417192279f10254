import type { Operations } from '../desk.ts';
import { productNamed } from '../named.ts';
import { productNode } from '../nodes/product-node.ts';
import { notAnswered } from '../search.ts';

interface UpdateArgs {
  readonly product: {
    readonly id?: string | null;
    readonly title?: string | null;
    readonly descriptionHtml?: string | null;
    readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  };
}

/** Texts of products. Refuses, with a sentence, to change any other field that Shopify lets apps change. */
export const productTexts: Operations = {
  productUpdate({ product: { id, title, descriptionHtml, seo, ...others } }: UpdateArgs, desk) {
    const [other] = Object.entries(others).filter(([, value]) => value !== false);
    if (other) throw notAnswered(`This shop does not change ${other[0]} of a product.`);
    const found = productNamed(id ?? '', desk);
    if (!found) return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
    if (title === '')
      return { product: null, userErrors: [{ field: ['title'], message: "Title can't be blank" }] };
    desk.writeTexts(found.product.number, {
      ...(title == null ? {} : { title }),
      ...(descriptionHtml == null ? {} : { description: descriptionHtml }),
      ...(seo?.title == null ? {} : { pageTitle: seo.title }),
      ...(seo?.description == null ? {} : { metaDescription: seo.description }),
    });
    return { product: productNode(productNamed(id!, desk)!, desk.currency), userErrors: [] };
  },
};
