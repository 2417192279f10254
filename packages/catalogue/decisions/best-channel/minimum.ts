/** Decisions with a final result in which more than one channel could be chosen, needed before the model replaces the rule. */
export const MINIMUM_DECISIONS = 500;
/** Orders after them, needed. */
export const MINIMUM_ORDERS = 60;
/** Each channel that could be chosen has to be chosen so often. */
export const MINIMUM_TRIES = 50;
/** Days of decisions needed: without a past there is nothing to check the model with. */
export const MINIMUM_DAYS = 14;
