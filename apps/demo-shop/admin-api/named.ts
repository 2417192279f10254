import type { Desk, KnownOrder, ShelvedProduct } from './desk.ts';

const numberIn = (gid: string, kind: string): number | null => {
  const found = new RegExp(`^gid://shopify/${kind}/(\\d+)$`).exec(gid)?.[1];
  return found === undefined ? null : Number(found);
};

/** The order with this id; null when the shop has none, or no longer has it. */
export function orderNamed(gid: string, desk: Desk): KnownOrder | null {
  const id = numberIn(gid, 'Order');
  return desk.orders().find((order) => order.id === id) ?? null;
}

/** The product with this id; null when there is none. */
export function productNamed(gid: string, desk: Desk): ShelvedProduct | null {
  const id = numberIn(gid, 'Product');
  return desk.products().find(({ product }) => product.productId === id) ?? null;
}

/** The number of the customer with this id; null when the shop has none. */
export function customerNamed(gid: string, desk: Desk): string | null {
  const id = numberIn(gid, 'Customer');
  return id !== null && desk.knows(String(id)) ? String(id) : null;
}
