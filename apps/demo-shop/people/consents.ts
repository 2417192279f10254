import { DAY, type Instant } from '@millrace/base';
import type { Random } from '../random.ts';
import type { Consent } from './person.ts';

const NEVER: Consent = { state: 'never-asked', source: 'none', at: 0, optIn: 'unknown' };

/** Consent to e-mail. Most gave it by the box at checkout or a pop-up; about one in twelve withdrew it. */
export function emailConsent(country: string, createdAt: Instant, until: Instant, random: Random): Consent {
  const source = random.weighted(
    ['checkout', 'pop-up', 'footer form', 'quiz "Which morning are you?"', 'imported list'],
    (item) => ({ checkout: 48, 'pop-up': 26, 'footer form': 12, 'imported list': 5 })[item] ?? 9,
  );
  const at = Math.round(Math.min(until - DAY, createdAt + random.exponential(9 * DAY)));
  const confirms = country === 'DE' || country === 'NO' || country === 'NL';
  const roll = random.next();
  if (roll < 0.13) return NEVER;
  if (roll < 0.17) return { state: 'pending', source, at, optIn: 'unknown' };
  if (roll < 0.25)
    return {
      state: 'unsubscribed',
      source: 'unsubscribe link',
      at: Math.round(Math.min(until - DAY / 2, at + random.exponential(120 * DAY))),
      optIn: 'unknown',
    };
  return { state: 'subscribed', source, at, optIn: confirms || random.chance(0.28) ? 'double' : 'single' };
}

/** Consent to texts. Only people with a number have it; in the United States most confirmed it by a second message. */
export function smsConsent(
  phone: string | null,
  createdAt: Instant,
  until: Instant,
  random: Random,
): Consent {
  if (phone === null) return NEVER;
  const source = random.pick(['checkout', 'checkout', 'pop-up', 'keyword MORNING to 55123']);
  const at = Math.round(Math.min(until - DAY, createdAt + random.exponential(30 * DAY)));
  const roll = random.next();
  if (roll < 0.42) return NEVER;
  if (roll < 0.46) return { state: 'pending', source, at, optIn: 'single' };
  if (roll < 0.51)
    return {
      state: 'unsubscribed',
      source: 'STOP',
      at: Math.round(Math.min(until - DAY / 2, at + random.exponential(90 * DAY))),
      optIn: 'unknown',
    };
  return { state: 'subscribed', source, at, optIn: random.chance(0.72) ? 'double' : 'single' };
}
