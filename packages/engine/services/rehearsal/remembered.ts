import { createHash } from 'node:crypto';
import { canonicalJson } from '@millrace/base';
import type { Rehearsal, RehearsedEnrolment } from '@millrace/rehearsal';
import type { Prepared, RehearsalInput } from './prepare-rehearsal.ts';

/** A finished rehearsal with all its people, so that listing them needs no second run. */
export interface Remembered {
  readonly prepared: Pick<Prepared, 'on' | 'measured' | 'answers' | 'seed' | 'at' | 'plan'>;
  readonly result: Rehearsal;
  readonly enrolments: readonly RehearsedEnrolment[];
  /** Names of the people, by customer id. */
  readonly names: ReadonlyMap<string, { readonly name: string | null; readonly zone: string }>;
}

/** A rehearsal takes some megabytes, so each process keeps only the last few. */
const KEPT = 3;
const FOR = 10 * 60_000;
const kept = new Map<string, { readonly remembered: Remembered; readonly until: number }>();

/** The cache key: equal inputs with a fixed end are the same rehearsal. */
export const nameOf = (workspaceId: string, input: RehearsalInput): string =>
  createHash('sha256')
    .update(canonicalJson([workspaceId, input]))
    .digest('base64');

export function recall(name: string, now: number): Remembered | undefined {
  const found = kept.get(name);
  return found && found.until > now ? found.remembered : undefined;
}

export function remember(name: string, remembered: Remembered, now: number): void {
  for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
  while (kept.size >= KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(name, { remembered, until: now + FOR });
}
