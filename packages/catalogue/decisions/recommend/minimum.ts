/** Past orders needed before products count as bought together. */
export const MINIMUM_ORDERS = 200;
/** Orders that two products must share, so that one odd basket does not count. */
export const MINIMUM_TOGETHER = 3;
/** Neighbours kept for a product. */
export const NEIGHBOURS = 20;
/** Best-selling products kept: enough for any message, and few enough to load each time. */
export const MOST_PRODUCTS = 2_000;
