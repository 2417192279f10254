import { cutTo } from '@millrace/base';
import type { Json } from '@millrace/base';

/** Limits of free data in a template: more than any message shows, and less than would slow one down. */
export const CAPS = { entries: 500, name: 200, text: 5_000, list: 250, depth: 5, total: 200_000 } as const;

/**
 * Cuts free data (properties of a person or an event) to these limits. One call has one allowance in total.
 */
export function cappedRecord(given: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return cap(given, 0, { left: CAPS.total }) as Readonly<Record<string, Json>>;
}

function cap(value: Json | undefined, depth: number, budget: { left: number }): Json {
  if (typeof value === 'string') {
    const text = cutTo(value, Math.min(CAPS.text, budget.left));
    budget.left -= text.length + 8;
    return text;
  }
  budget.left -= 8;
  if (value === null || value === undefined || typeof value !== 'object') return value ?? null;
  if (depth >= CAPS.depth || budget.left <= 0) return null;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const entry of value as readonly Json[]) {
      if (list.length >= CAPS.list || budget.left <= 0) break;
      list.push(cap(entry, depth + 1, budget));
    }
    return list;
  }
  const record: Record<string, Json> = {};
  let count = 0;
  for (const name of Object.keys(value)) {
    if (count >= CAPS.entries || budget.left <= 0) break;
    if (name.length > CAPS.name || name === '__proto__') continue;
    budget.left -= name.length;
    record[name] = cap((value as Readonly<Record<string, Json>>)[name], depth + 1, budget);
    count += 1;
  }
  return record;
}
