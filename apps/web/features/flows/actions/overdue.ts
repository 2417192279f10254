import { people } from '../words.ts';

const HOUR = 3_600_000;

/** What the question before resuming begins with. */
export function overdueSentence(late: { readonly people: number; readonly oldest: number | null } | undefined, now = Date.now()): string {
  if (!late) return 'What was due during the pause has not been sent.';
  if (late.people === 0) return 'Nobody became due during the pause, so it simply goes on.';
  const since = late.oldest === null ? '' : `, the first ${ago(now - late.oldest)} ago`;
  return `${people(late.people)} should have gone on during the pause${since}.`;
}

function ago(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (milliseconds < HOUR) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.round(milliseconds / HOUR);
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
