const STEPS = [
  { unit: 'second', milliseconds: 1_000, until: 60_000 },
  { unit: 'minute', milliseconds: 60_000, until: 3_600_000 },
  { unit: 'hour', milliseconds: 3_600_000, until: 86_400_000 },
  { unit: 'day', milliseconds: 86_400_000, until: 14 * 86_400_000 },
] as const;

/** Absolute, with the zone said: "Sat, 21 Nov 2026, 06:10 GMT". */
export function absoluteTime(instant: number, zone: string, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(instant);
}

/**
 * How long ago or ahead, in the largest unit that is at least one: "3 hours ago", "in 2 days". Within 5 seconds "just
 * now"; beyond two weeks the date, which says more.
 * @param instant and `now`: epoch milliseconds
 */
export function relativeTime(instant: number, now: number, zone: string, locale = 'en-GB'): string {
  const distance = instant - now;
  if (Math.abs(distance) < 5_000) return 'just now';
  const step = STEPS.find((one) => Math.abs(distance) < one.until);
  if (!step) return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(instant);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.trunc(distance / step.milliseconds), step.unit);
}

/** How long until the words change, for a clock that ticks only when needed. Milliseconds, at least one second. */
export function nextChange(instant: number, now: number): number {
  const distance = Math.abs(instant - now);
  if (distance < 60_000) return 1_000;
  return distance < 3_600_000 ? 15_000 : 300_000;
}
