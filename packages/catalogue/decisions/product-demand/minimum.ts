/** Products that sold, needed before the model replaces the rule: the forecast is judged by the spread over them. */
export const MINIMUM_PRODUCTS = 20;
/** Weeks of orders needed: without a past there is nothing to check a forecast with. */
export const MINIMUM_WEEKS = 26;
/** Weeks that the rule counts. */
export const RULE_WEEKS = 8;
/** Weeks on sale below which nothing is foretold of a product. */
export const LEAST_WEEKS = 4;
