import type { MinorUnits } from '@millrace/base';
import { fieldOf, versionOf, type OrderState } from './order-state.ts';
import type { OrderEdit, OrderFields, OrderLine, OrderRefund, RefundLine } from './order-types.ts';

/**
 * A line with the units finally sold: without units that edits removed, with units that were sold and
 * returned.
 */
export interface KeptLine {
  readonly line: OrderLine;
  readonly kept: number;
}

export interface Reflected {
  readonly lines: readonly KeptLine[];
  /** Refunds of money that the sender's `current...` figures already reflect. */
  readonly refunds: ReadonlySet<string>;
}

type Money = {
  [Field in keyof OrderFields]: OrderFields[Field] extends MinorUnits ? Field : never;
}[keyof OrderFields];

/** An amount of an order; null when it is unknown or older than the lines. */
export function amountOf(state: OrderState, name: Money): MinorUnits | null {
  const lines = versionOf(state, 'lines');
  const said = versionOf(state, name);
  if (lines && said && (said.at < lines.at || (said.at === lines.at && said.told < lines.told))) return null;
  return fieldOf(state, name);
}

export const isSameLine = (line: OrderLine, refunded: RefundLine): boolean =>
  line.lineId !== null && refunded.lineId !== null
    ? line.lineId === refunded.lineId
    : refunded.productId === line.productId &&
      (refunded.variantId === null || refunded.variantId === line.variantId);

/**
 * Refunded units by line. A refund that names a product but no line counts for the first line with that
 * product.
 */
function unitsOf(lines: readonly OrderLine[], refunds: readonly OrderRefund[]): number[] {
  const units = lines.map(() => 0);
  for (const refunded of refunds.flatMap((refund) => refund.lines)) {
    const place = lines.findIndex((line) => isSameLine(line, refunded));
    if (place >= 0) units[place] = (units[place] ?? 0) + refunded.quantity;
  }
  return units;
}

/**
 * The units that were sold. A full state has the units left after all refunds and edits it knows of. Refunds
 * and edits that it does not know of yet are subtracted here, each once.
 */
export function keptLines(
  state: OrderState,
  refunds: readonly OrderRefund[],
  edits: readonly OrderEdit[],
): Reflected {
  const lines = fieldOf(state, 'lines') ?? [];
  const version = versionOf(state, 'lines');
  const isCurrent =
    lines.some((line) => line.currentQuantity !== null) || amountOf(state, 'currentTotal') !== null;
  const listed = new Set(isCurrent ? (fieldOf(state, 'refundIds') ?? []) : []);
  const reflected = refunds.filter((refund) => listed.has(refund.id));
  if (isCurrent && version !== null) {
    for (const refund of refunds) {
      if (listed.has(refund.id) || refund.at > version.at || refund.lines.length === 0) continue;
      if (isCovered(lines, [...reflected, refund])) reflected.push(refund);
    }
  }
  const known = new Set(reflected.map((refund) => refund.id));
  const gone = unitsOf(lines, reflected);
  const returned = unitsOf(
    lines,
    reflected.filter((refund) => !refund.removal),
  );
  const taken = unitsOf(
    lines,
    refunds.filter((refund) => refund.removal && !known.has(refund.id)),
  );
  const later = version === null ? edits : edits.filter((edit) => edit.at > version.at);
  return {
    lines: lines.map((line, place) => {
      const left = line.currentQuantity ?? line.quantity - (isCurrent ? (gone[place] ?? 0) : 0);
      const edited = later.flatMap((edit) => edit.changes).filter((change) => change.lineId === line.lineId);
      // Returned units were sold. But no more was sold than was ordered, whatever the sender's figures say.
      const sold = Math.min(left + (returned[place] ?? 0), Math.max(line.quantity, left));
      const kept = sold - (taken[place] ?? 0) + edited.reduce((sum, change) => sum + change.units, 0);
      return { line, kept: Math.max(0, kept) };
    }),
    refunds: new Set(reflected.filter((refund) => !refund.removal).map((refund) => refund.id)),
  };
}

/** True when the units missing from the lines can be explained by these refunds. */
function isCovered(lines: readonly OrderLine[], refunds: readonly OrderRefund[]): boolean {
  const units = unitsOf(lines, refunds);
  return lines.every(
    (line, place) => (units[place] ?? 0) <= line.quantity - (line.currentQuantity ?? line.quantity),
  );
}
