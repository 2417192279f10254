import type { FlowState } from '@millrace/services';
import type { StateName } from '@millrace/ui';

export const FLOW_STATES: Readonly<Record<FlowState, { readonly pill: StateName; readonly words: string }>> = {
  live: { pill: 'live', words: 'Live' },
  paused: { pill: 'paused', words: 'Paused' },
  draft: { pill: 'draft', words: 'Draft' },
  stopped: { pill: 'ended', words: 'Stopped' },
};

const whole = new Intl.NumberFormat('en-US');
export const number = (count: number): string => whole.format(count);

/** `1 person`, `1,204 people`. */
export const people = (count: number): string => `${number(count)} ${count === 1 ? 'person' : 'people'}`;
export const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;

/** A share from 0 to 1 as a table shows it: `41.3 %`; a dash where there is nothing to take a share of. */
export function share(part: number, of: number): string {
  if (of <= 0) return '–';
  const percent = (part / of) * 100;
  return `${percent.toFixed(percent >= 99.95 || percent === 0 ? 0 : 1)} %`;
}

/** Where a screen lists several things in one sentence: `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
