import { DAY, happens, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';

/** A run of the schedule. Its name is what tells the first of a month. */
const run = (who: string, at: Instant, day: string, calls?: CastMember['calls']) =>
  something(who, {
    events: [happens('schedule-due', at, { who, properties: { run: `${day}T07:00` } })],
    ...(calls ? { calls } : {}),
  });

/** The next day that is this day of the week, 0 for Sunday. */
const next = (from: Instant, weekday: number): Instant =>
  from + ((weekday + 7 - new Date(from).getUTCDay()) % 7) * DAY;

export const cast: Casting = (from) => ({
  'a-wednesday': run('a-wednesday', next(from, 3), '2026-10-07'),
  'a-monday': run('a-monday', next(from, 1), '2026-10-12'),
  'a-first': run('a-first', next(from, 4), '2026-10-01'),
  'a-first-on-a-monday': run('a-first-on-a-monday', next(from, 1), '2027-02-01'),
  'no-mail-connection': run('no-mail-connection', next(from, 3), '2026-10-07', {
    yesterday: { outcome: 'refused' },
  }),
});
