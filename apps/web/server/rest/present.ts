/** Under these names stands what senders and marketers wrote: it goes out as it came. */
const THEIRS = new Set([
  'properties',
  'graph',
  'config',
  'variables',
  'inputs',
  'data',
  'settings',
  'options',
  'report',
  'schema',
  'initial',
  'example',
  'headers',
  'changes',
  'lines',
  'counts',
  'nodes',
]);
/** Fields that hold an instant are named for it. */
const INSTANT = /(?:^at|At|Until|Since|_at|_until|_since|SincePause)$/;

/** An answer as the API gives it: instants are ISO 8601 in UTC, amounts stay integers in minor units. */
export function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === 'number' && INSTANT.test(name) ? isoOf(item) : THEIRS.has(name) ? item : present(item),
    ]),
  );
}

/** Null for a number that is no instant: of one row nothing breaks the answer of the others. */
const isoOf = (at: number): string | null => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null);
