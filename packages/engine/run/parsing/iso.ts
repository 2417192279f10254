import type { Instant } from '@millrace/base';

let last: { readonly at: Instant; readonly text: string } = { at: 0, text: new Date(0).toISOString() };

/** As the database reads it. Events of a batch mostly share their instants, and writing one out costs more than comparing. */
export function iso(at: Instant): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}
