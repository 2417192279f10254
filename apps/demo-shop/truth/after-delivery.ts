import { createRandom, type Random } from '../random.ts';
import type { Product } from '../shop/product.ts';

/** Why people write to the shop. */
export type TicketTopic = 'where' | 'damaged' | 'wrong-item' | 'how-to' | 'invoice';
/** Why people send something back. */
export type ReturnReason = 'damaged' | 'not-as-described' | 'changed-mind' | 'wrong-item';

/** What comes of a delivery, apart from further orders. */
export interface Fate {
  /** The first line arrived broken. */
  readonly isDamaged: boolean;
  /** Null when they write nothing. */
  readonly ticket: TicketTopic | null;
  /** Null when they keep everything. */
  readonly returns: ReturnReason | null;
  /** Null when they write no review. */
  readonly stars: number | null;
}

/** Products in ten that have a fault that people notice. */
const FAULTY = 0.1;

/**
 * The share of people who find something wrong with a product, 0 to 1. A few products have a fault, and nothing but
 * their tickets, returns and reviews shows which.
 */
export function flawOf(seed: string, { number }: Product): number {
  const random = createRandom(seed, 'flaw', number);
  return random.chance(FAULTY) ? random.between(0.3, 0.5) : random.between(0.01, 0.06);
}

/** What people do about a parcel with these goods. It depends on the draws of `random` alone. */
export function fateOf(random: Random, seed: string, first: Product, late: boolean): Fate {
  const isFlawed = random.chance(flawOf(seed, first));
  const isDamaged = isFlawed ? random.chance(0.5) : random.chance(0.008);
  const isWrong = random.chance(0.006);
  const returns = returnOf(random, { isFlawed, isDamaged, isWrong });
  const likes = 4.7 - (isFlawed ? 1.9 : 0) - (isDamaged ? 0.8 : 0) - (late ? 0.7 : 0) + random.normal(0, 0.6);
  const stars = Math.max(1, Math.min(5, Math.round(likes)));
  return {
    isDamaged,
    ticket: ticketOf(random, { isDamaged, isWrong, late }),
    returns,
    // Who is cross writes more often.
    stars: random.chance(stars <= 2 ? 0.34 : 0.16) ? stars : null,
  };
}

function ticketOf(
  random: Random,
  { isDamaged, isWrong, late }: { isDamaged: boolean; isWrong: boolean; late: boolean },
): TicketTopic | null {
  if (isWrong) return random.chance(0.9) ? 'wrong-item' : null;
  if (isDamaged) return random.chance(0.6) ? 'damaged' : null;
  // A parcel that has come is asked for no longer; what is asked while it is late is `asksWhere`.
  if (late) return null;
  return random.chance(0.03) ? (random.chance(0.7) ? 'how-to' : 'invoice') : null;
}

/** Whether somebody asks where a parcel is that is late. */
export const asksWhere = (random: Random): boolean => random.chance(0.4);

function returnOf(
  random: Random,
  { isFlawed, isDamaged, isWrong }: { isFlawed: boolean; isDamaged: boolean; isWrong: boolean },
): ReturnReason | null {
  if (isWrong) return random.chance(0.8) ? 'wrong-item' : null;
  if (isDamaged) return random.chance(0.5) ? 'damaged' : null;
  if (isFlawed) return random.chance(0.35) ? 'not-as-described' : null;
  return random.chance(0.014) ? 'changed-mind' : null;
}
