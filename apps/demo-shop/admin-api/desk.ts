import type { Instant } from '@millrace/base';
import type { ShopCode } from '../shop/codes.ts';

/** What the Admin API works on: the shop as its owner sees it. */
export interface Desk {
  readonly currency: string;
  /** Real time, epoch milliseconds. */
  now(): Instant;
  /** By the code in capitals. */
  readonly codes: Record<string, ShopCode>;
  /** Tags that were added, by number of the customer. */
  readonly tags: Record<string, string[]>;
  /** Whether there is such a customer. */
  knows(customer: string): boolean;
}

/** A field of the root: a query or a mutation that this shop answers. */
export type Operation = (args: never, desk: Desk) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

export interface UserError {
  readonly code?: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}
