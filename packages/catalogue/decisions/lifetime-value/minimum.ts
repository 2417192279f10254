/** People who ordered, needed before the model replaces the rule. */
export const MINIMUM_BUYERS = 300;
/** Of them, people who ordered again. */
export const MINIMUM_RETURNING = 60;
/** Days of orders needed: without a past there is nothing to check a forecast with. */
export const MINIMUM_DAYS = 120;
/** People at most whose orders the parameters are fitted to. More change them no further. */
export const MOST_FITTED = 20_000;
