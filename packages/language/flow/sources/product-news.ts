import type { ProductNews } from '../trigger-source.ts';

/** Stock and price of a product before and after a change; amounts in minor units, null when unknown. */
export interface ProductChange {
  readonly stockBefore: number | null;
  readonly stockAfter: number | null;
  readonly priceBefore: number | null;
  readonly priceAfter: number | null;
}

/** Whether a change of a product is the news a trigger waits for. A change from an unknown value never is. */
export function isNews(
  news: ProductNews,
  { stockBefore, stockAfter, priceBefore, priceAfter }: ProductChange,
): boolean {
  const stock =
    stockBefore === null || stockAfter === null ? null : { before: stockBefore, after: stockAfter };
  switch (news.is) {
    case 'restocked':
      return stock !== null && stock.before <= 0 && stock.after > 0;
    case 'low-stock':
      return stock !== null && stock.before > news.units && stock.after <= news.units && stock.after > 0;
    case 'price-dropped':
      return (
        priceBefore !== null &&
        priceAfter !== null &&
        priceBefore > 0 &&
        (priceBefore - priceAfter) * 100 >= priceBefore * news.percent
      );
  }
}
