/** People who came twice at least, needed before the model replaces the rule. */
export const MINIMUM_RETURNING = 200;
/** Days of visits needed: without a past there is nothing to check a forecast with. */
export const MINIMUM_DAYS = 21;
/** Orders after decisions in which every hour could be chosen, needed before they change the choice. */
export const MINIMUM_ORDERS = 200;
