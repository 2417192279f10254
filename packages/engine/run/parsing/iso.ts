import type { Instant } from '@millrace/base';

let last: { readonly at: Instant; readonly text: string } = { at: 0, text: new Date(0).toISOString() };

/**
 * The instant as the database reads it. Most events of a batch share an instant, and comparing is cheaper
 * than formatting, so the last result is kept.
 */
export function iso(at: Instant): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}
