import type { Instant } from '@millrace/base';
import type { Category } from '../shop/product.ts';

/** What has become of a person since the shop opened to us, on top of their past. Kept in the state file. */
export interface PersonMemory {
  orders: number;
  /** Their own time. */
  lastOrderAt: Instant | null;
  categories: Category[];
  /** When messages came in the last seven days of their own time. */
  heard: Instant[];
  /** Number of the cart they are or were last about. */
  journey: number | null;
  /** Ticked the box for e-mail at a checkout of ours. */
  joined?: boolean;
  /** Not before this do they come again, in their own time. */
  awayUntil: Instant;
}
