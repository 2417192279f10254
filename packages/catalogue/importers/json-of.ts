import { JSON_LIMITS, passedLimit } from '@millrace/base';

/** A text as JSON; undefined when it is not, or exceeds the limits of JSON from outside. */
export function jsonOf(text: string): unknown {
  if (passedLimit(text, JSON_LIMITS)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
