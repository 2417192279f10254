import type { Instant } from '@millrace/base';
import type { Category } from '../shop/product.ts';

/** What a person did since the shop opened, in addition to their past. Kept in the state file. */
export interface PersonMemory {
  orders: number;
  /** Their own time. */
  lastOrderAt: Instant | null;
  categories: Category[];
  /** When messages came in the last seven days of their own time. */
  heard: Instant[];
  /** Number of their current or last cart. */
  journey: number | null;
  /** Ticked the box for e-mail at a checkout since the opening. */
  joined?: boolean;
  /** They do not come again before this, in their own time. */
  awayUntil: Instant;
}
