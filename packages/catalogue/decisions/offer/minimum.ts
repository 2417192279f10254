/** Offers with a known outcome that were a choice, in the store: so many are needed before the trained model decides. */
export const MINIMUM_TRIES = 200;
