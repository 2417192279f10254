import { HOUR, localParts, MINUTE, nextLocalTime, type Instant } from '@millrace/base';
import { isAllowed, nextAllowed, type QuietTime } from '@millrace/flow/quiet-time';
import { isWeekend } from '../visits.ts';

/** People of the same hour go on within this many milliseconds of its beginning. */
export const SPREAD = 20 * MINUTE;

export interface HourSettings {
  /** The first and the last hour that may be chosen, 0 to 23. */
  readonly from: number;
  readonly to: number;
  /** The hour of the rule for people of whom too little is known. */
  readonly otherwise: number;
  /** How long the step may take, in milliseconds. */
  readonly within: number;
  /** Share of choices that are made to learn, 0 to 0.5. */
  readonly exploration: number;
  /** The channel that a step before chose, whose quiet hours then count; left out when none did. */
  readonly channel?: string | undefined;
}

/** An hour of the settings, as it comes next. */
export interface Slot {
  readonly hour: number;
  /** When it begins; now, when it has begun. */
  readonly at: Instant;
  readonly isWeekend: boolean;
  /** Why it cannot be chosen, in a few words; null when it can. */
  readonly refusal: string | null;
}

interface Moment {
  readonly now: Instant;
  readonly zone: string;
  readonly quiet: readonly QuietTime[];
}

/**
 * The hours of the settings as they come in the next 24 hours, ascending by hour. When quiet hours and days let none of
 * them through, as on a weekend, those of the first 24 hours after them.
 * @param mayBeNow false when the hour that has begun counts only tomorrow
 */
export function slotsOf(moment: Moment, settings: HourSettings, mayBeNow: boolean): readonly Slot[] {
  const { now, zone, quiet } = moment;
  const slots = slotsFrom(now, moment, settings, mayBeNow);
  if (slots.some(({ refusal }) => refusal === null)) return slots;
  const open = quiet.reduce((at, one) => Math.max(at, nextAllowed(at, zone, one)), now);
  // Another day is of use only if the step may take so long.
  if (open === now || open > now + settings.within) return slots;
  const later = slotsFrom(open, moment, settings, true);
  return later.some(({ refusal }) => refusal === null) ? later : slots;
}

function slotsFrom(
  start: Instant,
  { now, zone, quiet }: Moment,
  { from, to, within }: HourSettings,
  mayBeStart: boolean,
): readonly Slot[] {
  const current = localParts(start, zone).hour;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_unused, index): Slot => {
    const hour = from + index;
    const at = mayBeStart && hour === current ? start : nextLocalTime(start + 1, zone, { hour, minute: 0 });
    // Messages of the last people of an hour go out when its spread is over.
    const isQuiet = quiet.some(
      (one) => !isAllowed(at, zone, one) || (at > now && !isAllowed(at + SPREAD - 1, zone, one)),
    );
    return {
      hour,
      at,
      isWeekend: isWeekend(localParts(at, zone).weekday),
      refusal: isQuiet
        ? 'Within the quiet hours.'
        : at > now + within
          ? `After the ${Math.round(within / HOUR)} hours that this step may take.`
          : null,
    };
  });
}
