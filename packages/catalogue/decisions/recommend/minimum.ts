/** Past orders below which nothing is said to be bought together. */
export const MINIMUM_ORDERS = 200;
/** Orders two products must share, so that one odd basket makes no rule. */
export const MINIMUM_TOGETHER = 3;
/** Neighbours kept for a product. */
export const NEIGHBOURS = 20;
/** Products kept, those that sell most: enough to fill any message, and little to load for each. */
export const MOST_PRODUCTS = 2_000;
