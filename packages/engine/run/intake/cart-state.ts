import { MINUTE, toPersonal, toReal, type Instant } from '@millrace/base';
import type { z } from 'zod';
import type { intakeCartSchema, LineFacts } from '@millrace/flow';
import { linesTotal, storedLines, type KnownProduct } from './lines.ts';
import { FRESH_FOR, instantOf, type ParsedEvent } from '../parsing/parse-intake.ts';
import type { IntakeSource } from '../parsing/source.ts';
import { minorUnits } from './store-products.ts';

export type Cart = z.output<typeof intakeCartSchema>;

export interface CartContext {
  readonly workspaceId: string;
  readonly source: IntakeSource;
  readonly currency: string;
  readonly abandonMinutes: number;
  readonly now: number;
}

const STEPS = ['cart', 'checkout', 'shipping', 'payment'];

/** A cart as a batch finds it and leaves it. A null field is unknown and keeps the stored value. */
export interface CartDraft {
  id: string;
  external: string;
  /** When the sender last changed the stored state. An older update changes nothing. */
  saidAt: Instant | null;
  /** The state to write; absent when every update in the batch was older than the stored state. */
  state?: CartState;
  readonly owner: { known: string | null; said: string | null };
  /** Names that the batch adds. */
  readonly names: Set<string>;
}

/** The state of a cart that one update gives. */
export interface CartState {
  customer: string | null;
  currency: string;
  total: number;
  items: number;
  lines: readonly LineFacts[];
  step: string;
  device: string | null;
  url: string | null;
  codes: readonly string[];
  created: Instant;
  seen: Instant;
  said: Instant;
  completed: Instant | null;
  due: Instant | null;
}

export function cartState(
  { source, now, ...context }: CartContext,
  event: ParsedEvent,
  cart: Cart,
  customer: string | null,
  products: ReadonlyMap<string, KnownProduct>,
): CartState {
  const currency = cart.currency ?? context.currency;
  const lines = storedLines(cart.lines, currency, products);
  const completed = instantOf(cart.completedAt);
  // Idle since the event occurred. The cart's own `updatedAt` only orders its updates, and may be far off.
  const fresh = now - event.occurredAt < FRESH_FOR && lines.length > 0 && completed === null;
  return {
    customer,
    currency,
    total: minorUnits(cart.total, currency) ?? linesTotal(lines),
    items: lines.reduce((sum, line) => sum + line.quantity, 0),
    lines,
    step:
      cart.step ??
      (event.type === 'checkout-started' || event.type === 'checkout-updated' ? 'checkout' : 'cart'),
    device: cart.device ?? null,
    url: cart.recoveryUrl ?? null,
    codes: cart.discountCodes ?? [],
    created: instantOf(cart['createdAt'] as string | number | undefined) ?? event.occurredAt,
    seen: event.occurredAt,
    said: Math.min(instantOf(cart.updatedAt) ?? event.occurredAt, now),
    completed,
    due: fresh
      ? toReal(toPersonal(event.occurredAt, source.clock) + context.abandonMinutes * MINUTE, source.clock)
      : null,
  };
}

/**
 * Applies one update to a draft. Several updates of a cart in one batch give the same result as one after
 * another.
 */
export function tellCart(draft: CartDraft, said: CartState): void {
  draft.owner.said ??= said.customer;
  if (draft.saidAt !== null && said.said < draft.saidAt) return;
  const before = draft.state;
  draft.saidAt = said.said;
  draft.state = before
    ? {
        ...said,
        customer: said.customer ?? before.customer,
        step: STEPS.indexOf(said.step) >= STEPS.indexOf(before.step) ? said.step : before.step,
        device: said.device ?? before.device,
        url: said.url ?? before.url,
        created: before.created,
        completed: before.completed ?? said.completed,
        due: before.completed === null ? said.due : null,
      }
    : said;
}
