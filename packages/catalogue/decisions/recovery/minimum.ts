/** Abandoned carts with a known outcome that are needed before the model replaces the rule. */
export const MINIMUM_CARTS = 400;
/** Recovered carts among them: about two for each of the 19 columns, which is enough with the penalty. */
export const MINIMUM_RECOVERED = 40;
