/** Abandoned carts, with a known end, below which the stated rule is used. */
export const MINIMUM_CARTS = 400;
/** Recovered carts among them. With 19 columns, about two for each, which the penalty makes enough. */
export const MINIMUM_RECOVERED = 40;
