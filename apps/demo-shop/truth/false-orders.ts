import type { Random } from '../random.ts';

/** First orders in a hundred that are false: paid with a stranger's card, and sent to another country. */
const FALSE_SHARE = 0.04;
/** Pieces of the first product in a false order: what is easily sold again. */
export const FALSE_PIECES = 8;

/** Whether a first order is false. The shop says so nowhere; its address, its size and its newness show it. */
export const isFalseOrder = (random: Random): boolean => random.chance(FALSE_SHARE);
