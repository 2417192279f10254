/** Each allowed option has to be tried this many times before the trained model decides. */
export const MINIMUM_TRIES = 50;
