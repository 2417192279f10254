import { cutTo } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { accepted, rejected, retry, unknown, type Outcome } from '../delivery.ts';
import { isOpen, type Answer, type HttpAnswer } from '../exchange.ts';

/** What the answer of one push service means for its device. */
type Sign =
  | { readonly is: 'taken' }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly reason: string }
  | { readonly is: 'later'; readonly reason: string; readonly afterMs: number | null; readonly ours: boolean }
  | { readonly is: 'in-doubt'; readonly reason: string };

/** By RFC 8030, and what push services add to it. */
function signOf(answer: HttpAnswer): Sign {
  if (answer.kind === 'no-answer') return { is: 'in-doubt', reason: answer.reason };
  if (answer.kind === 'not-sent') return { is: 'later', reason: answer.reason, afterMs: null, ours: false };
  const { status, retryAfterMs } = answer;
  const later = (reason: string, ours = false): Sign => ({
    is: 'later',
    reason,
    afterMs: retryAfterMs,
    ours,
  });
  if (status >= 200 && status < 300) return { is: 'taken' };
  if (status === 404 || status === 410) return { is: 'gone' };
  if (status === 413)
    return { is: 'refused', reason: 'The push service says that the notification is too large.' };
  if (status === 429) return later('The push service limits how many it takes.');
  if (status === 401 || status === 403)
    return later('The push service does not accept the signature of this installation.', true);
  // It has not taken what it answers with an error, and a second one takes the place of the first on the device.
  if (isOpen(status)) return later(`The push service answered ${status}.`);
  return { is: 'refused', reason: `The push service refused it (${status}${saidIn(answer.body)}).` };
}

const saidIn = (body: string): string => {
  const words = cutTo(
    body
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    200,
  );
  return words === '' ? '' : `: ${words}`;
};

/** A device that can never be reached: its address is none of a push service, or its key is no key. */
const isUnreachable = (answer: HttpAnswer): boolean =>
  answer.kind === 'not-sent' && (answer.cause === 'address-blocked' || answer.cause === 'request-invalid');

/**
 * One device that took it is enough. Otherwise a doubt weighs more than a no, so that nobody gets it twice, and a later
 * attempt more than a refusal, so that nobody misses it.
 */
export function pushOutcome(answer: Answer): Outcome {
  if (answer.kind === 'not-sent' || answer.kind === 'no-answer' || answer.kind === 'answered')
    return outcomeOf([signOf(answer)]);
  if (answer.kind !== 'pushed') return unknown('The answer is not one push services give.');
  const signs = answer.each.map(({ device, answer: one }) => ({
    device,
    sign: isUnreachable(one) ? ({ is: 'gone' } as const) : signOf(one),
  }));
  const devices = (which: Sign['is']) =>
    signs.flatMap(({ device, sign }) => (sign.is === which ? [device] : []));
  return {
    ...outcomeOf(signs.map(({ sign }) => sign)),
    reached: devices('taken'),
    gone: devices('gone'),
  };
}

function outcomeOf(signs: readonly Sign[]): Outcome {
  if (signs.some(({ is }) => is === 'taken')) return accepted(null);
  const inDoubt = signs.find((sign) => sign.is === 'in-doubt');
  if (inDoubt) return unknown(inDoubt.reason);
  const later = signs.filter((sign) => sign.is === 'later');
  const [first] = later;
  if (first) {
    const waits = later.flatMap(({ afterMs }) => afterMs ?? []);
    return retry(
      first.reason,
      waits.length === 0 ? null : Math.max(...waits),
      later.every(({ ours }) => ours),
    );
  }
  const refused = signs.find((sign) => sign.is === 'refused');
  if (refused) return rejected(refused.reason);
  return rejected(
    signs.length === 1
      ? 'Their browser shows no notifications any more. It was removed.'
      : `None of their ${plural(signs.length, 'browser')} shows notifications any more. They were removed.`,
  );
}
