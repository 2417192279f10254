import type { CartFacts, LineFacts } from '@millrace/flow';
import type { FreshProduct } from '../send-facts.ts';

export interface FreshCart {
  /** The cart with current prices and stock, without lines that can no longer be bought. */
  readonly cart: CartFacts;
  readonly gone: readonly LineFacts[];
  readonly repriced: readonly { readonly line: LineFacts; readonly before: number }[];
}

/** The current product of a line: its own variant, else the product as a whole. */
export function freshProductOf(line: LineFacts, products: readonly FreshProduct[]): FreshProduct | undefined {
  const ofProduct = products.filter((product) => product.productId === line.productId);
  return (
    ofProduct.find((product) => line.variantId !== null && product.variantId === line.variantId) ??
    ofProduct.find((product) => product.variantId === null)
  );
}

/** A cart with current stock and prices. Lines of unknown products stay unchanged. */
export function freshCart(cart: CartFacts, products: readonly FreshProduct[]): FreshCart {
  const kept: LineFacts[] = [];
  const gone: LineFacts[] = [];
  const repriced: { line: LineFacts; before: number }[] = [];
  for (const line of cart.lines) {
    const product = freshProductOf(line, products);
    if (product === undefined) {
      kept.push(line);
      continue;
    }
    const fresh: LineFacts = {
      ...line,
      price: product.price ?? line.price,
      stock: product.stock,
      image: product.image ?? line.image,
      url: product.url ?? line.url,
    };
    if (!product.isActive || (product.stock !== null && product.stock <= 0)) {
      gone.push(fresh);
      continue;
    }
    kept.push(fresh);
    if (fresh.price !== line.price) repriced.push({ line: fresh, before: line.price });
  }
  if (gone.length === 0 && repriced.length === 0) return { cart: { ...cart, lines: kept }, gone, repriced };
  const before = cart.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const after = kept.reduce((sum, line) => sum + line.price * line.quantity, 0);
  return {
    cart: {
      ...cart,
      lines: kept,
      total: Math.max(0, cart.total - before + after),
      itemsCount: kept.reduce((sum, line) => sum + line.quantity, 0),
    },
    gone,
    repriced,
  };
}
