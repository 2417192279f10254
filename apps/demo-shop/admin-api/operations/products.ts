import { connection, type ListArgs } from '../connection.ts';
import type { Operations } from '../desk.ts';
import { productNamed } from '../named.ts';
import { productNode } from '../nodes/product-node.ts';

/** All products. A product counts as changed when its stock changes. */
export const products: Operations = {
  product({ id }: { readonly id: string }, desk) {
    const found = productNamed(id, desk);
    return found && productNode(found, desk.currency);
  },
  products: (args: ListArgs, desk) =>
    connection(
      desk.products().map((one) => ({
        id: one.product.productId,
        createdAt: one.createdAt,
        updatedAt: one.updatedAt,
        node: () => productNode(one, desk.currency),
      })),
      args,
    ),
};
