import { DAY, HOUR, MINUTE, SECOND, type Instant } from './clock.ts';

/** A wall-clock reading. Months are 1 to 12, hours 0 to 23. */
export interface LocalParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** ISO 8601 weekday: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface LocalReading extends LocalParts {
  readonly weekday: Weekday;
}

export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  /** ISO weekdays on which the time counts; every day when left out or empty. */
  readonly weekdays?: readonly number[] | undefined;
}

/** Offsets of a zone over one block of time: from `starts[i]` on, `offsets[i]` holds. */
interface Block {
  readonly starts: readonly Instant[];
  readonly offsets: readonly number[];
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly blocks: Map<number, Block>;
  lastIndex: number;
  lastBlock: Block | null;
}

const BLOCK = 400 * DAY;
/**
 * Shorter than the time between any two offset changes since 1970; Morocco's two around Ramadan are a month
 * apart.
 */
const SAMPLE = 5 * DAY;

const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone: Zone = { format, blocks: new Map(), lastIndex: Number.NaN, lastBlock: null };
  zones.set(name, zone);
  return zone;
}

/** True for a name such as `Europe/Berlin` or `UTC` that this machine knows. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the zone data of the platform, which takes microseconds; all else here reads the table made from it.
 */
function askOffset(format: Intl.DateTimeFormat, instant: Instant): number {
  const whole = Math.floor(instant / SECOND) * SECOND;
  let year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0;
  for (const part of format.formatToParts(whole)) {
    if (part.type === 'year') year = Number(part.value);
    else if (part.type === 'month') month = Number(part.value);
    else if (part.type === 'day') day = Number(part.value);
    else if (part.type === 'hour') hour = Number(part.value);
    else if (part.type === 'minute') minute = Number(part.value);
    else if (part.type === 'second') second = Number(part.value);
  }
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

function makeBlock(format: Intl.DateTimeFormat, index: number): Block {
  const begin = index * BLOCK;
  const starts = [begin];
  const offsets = [askOffset(format, begin)];
  for (let left = begin; left < begin + BLOCK; left += SAMPLE) {
    const right = left + SAMPLE;
    const before = offsets[offsets.length - 1]!;
    const after = askOffset(format, right);
    if (after === before) continue;
    let low = left,
      high = right;
    while (high - low > SECOND) {
      const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
      if (askOffset(format, middle) === before) low = middle;
      else high = middle;
    }
    starts.push(high);
    offsets.push(after);
  }
  return { starts, offsets };
}

/**
 * Milliseconds to add to an instant to read the wall clock of a zone: 7,200,000 in Berlin in summer.
 * Read from a table that is filled 400 days at a time, so that millions of calls are cheap.
 * @param instant from the year 1000 to the year 9999
 * @throws RangeError when the zone is not known or the instant is not a time
 */
export function zoneOffset(instant: Instant, zone: string): number {
  const known = zoneNamed(zone);
  const index = Math.floor(instant / BLOCK);
  let block = known.lastBlock;
  if (block === null || known.lastIndex !== index) {
    block = known.blocks.get(index) ?? makeBlock(known.format, index);
    known.blocks.set(index, block);
    known.lastIndex = index;
    known.lastBlock = block;
  }
  const { starts, offsets } = block;
  for (let at = starts.length - 1; at > 0; at -= 1) if (instant >= starts[at]!) return offsets[at]!;
  return offsets[0]!;
}

/**
 * Civil date of a day count since 1970: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * `civil_from_days`.
 */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const weekdayOf = (days: number): Weekday => (((((days + 3) % 7) + 7) % 7) + 1) as Weekday;

/** The wall clock and calendar of a zone at an instant. */
export function localParts(instant: Instant, zone: string): LocalReading {
  const local = Math.floor(instant) + zoneOffset(instant, zone);
  const days = Math.floor(local / DAY);
  const time = local - days * DAY;
  const date = civil(days);
  return {
    year: date.year,
    month: date.month,
    day: date.day,
    hour: Math.floor(time / HOUR),
    minute: Math.floor((time % HOUR) / MINUTE),
    second: Math.floor((time % MINUTE) / SECOND),
    millisecond: time % SECOND,
    weekday: weekdayOf(days),
  };
}

/** The instant of a wall-clock reading given as milliseconds since 1970 on that wall. */
function instantOfLocal(local: number, zone: string): Instant {
  const before = zoneOffset(local - DAY, zone);
  const after = zoneOffset(local + DAY, zone);
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (zoneOffset(early, zone) === local - early) return early;
  if (zoneOffset(late, zone) === local - late) return late;
  return local - before;
}

/**
 * The instant at which the wall clock of a zone shows this. A time that the clocks skip moves forward by the
 * skip (02:30 becomes 03:30); a time that comes twice means the first. Days past the end of a month run on
 * into the next month.
 */
export function instantOf(
  parts: Omit<LocalParts, 'second' | 'millisecond'> & Partial<LocalParts>,
  zone: string,
): Instant {
  return instantOfLocal(
    Date.UTC(
      parts.year,
      parts.month - 1,
      parts.day,
      parts.hour,
      parts.minute,
      parts.second ?? 0,
      parts.millisecond ?? 0,
    ),
    zone,
  );
}

/**
 * The next instant, this one included, at which the wall clock of a zone shows the time on one of the
 * weekdays. "20:00, Monday to Friday" from Friday noon is Friday 20:00.
 */
export function nextLocalTime(instant: Instant, zone: string, time: LocalTime): Instant {
  const today = Math.floor((instant + zoneOffset(instant, zone)) / DAY);
  const onDay = time.hour * HOUR + time.minute * MINUTE;
  const weekdays = time.weekdays && time.weekdays.length > 0 ? time.weekdays : null;
  // A week and two days: the time may have passed today, and a zone may have skipped a whole date (Samoa,
  // 2011).
  for (let days = today; days <= today + 9; days += 1) {
    if (weekdays && !weekdays.includes(weekdayOf(days))) continue;
    const at = instantOfLocal(days * DAY + onDay, zone);
    if (at >= instant) return at;
  }
  return instantOfLocal((today + 7) * DAY + onDay, zone);
}
