import { isMillraceError } from '@millrace/base';
import type { ActOutcome } from '../act.ts';

/** What was read of an input, or the refusal that says in words what is wrong with it. */
export function orRefused<Found>(read: () => Found): Found | Extract<ActOutcome, { result: 'refused' }> {
  try {
    return read();
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    const { problems } = error.details as { problems?: unknown };
    return { result: 'refused', reason: String(problems ?? error.message) };
  }
}
