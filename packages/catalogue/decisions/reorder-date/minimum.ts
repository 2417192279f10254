/** People who ordered, needed before anything is predicted. */
export const MINIMUM_BUYERS = 200;
/** Purchases of a product by somebody who had bought it before. */
export const MINIMUM_REPEATS = 150;
/** Days of orders needed: without a past there is nothing to check a forecast with. */
export const MINIMUM_DAYS = 120;
/** People and products at most that the parameters are fitted to. More change them no further. */
export const MOST_FITTED = 40_000;
/** And that the forecasts are judged by. */
export const MOST_JUDGED = 20_000;
/** Buyers who came back for it, and share of first buyers who do, from which a product counts as one that is bought again. */
export const [MINIMUM_RETURNED, LEAST_AGAIN] = [5, 0.1];

/** Days within which somebody has to buy a product again for it to count. */
export const HORIZON = 365;
