import { shortDay, timeOfDay } from '@millrace/base/words';
import type { FlowState } from '@millrace/core/rows';
import { FLOW_STATES } from './words.ts';

interface Named {
  readonly name: string;
}

const plain = (name: string) => name.trim().toLowerCase();

/** Finds the rows that share their name with another row, so that these can show more than the name. */
export function namesakes(rows: readonly Named[]): (row: Named) => boolean {
  const seen = new Map<string, number>();
  for (const { name } of rows) seen.set(plain(name), (seen.get(plain(name)) ?? 0) + 1);
  return ({ name }) => (seen.get(plain(name)) ?? 0) > 1;
}

/** `Live v3`, `Draft`. */
export const stateWords = ({
  state,
  version,
}: {
  readonly state: FlowState;
  readonly version: number | null;
}): string => (version === null ? FLOW_STATES[state].words : `${FLOW_STATES[state].words} v${version}`);

/** When a flow was made, to tell flows with the same name apart: `made 12 Mar, 14:05`; with the year if it is not the current one. */
export function madeWords(createdAt: number, zone: string, now = Date.now()): string {
  return `made ${shortDay(createdAt, zone, now)}, ${timeOfDay(createdAt, zone)}`;
}
