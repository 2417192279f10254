/** Past tickets whose class is known that are needed before the model replaces the rule. */
export const MINIMUM_TICKETS = 300;
/** Tickets of each of two classes among them: with one class there is nothing to tell apart. */
export const MINIMUM_OF_CLASS = 30;
