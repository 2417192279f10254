import { forecastEach, type Gappy } from './decompose.ts';
import { generalisedEsd } from './generalised-esd.ts';
import { median, robustDeviation } from './robust.ts';
import {
  FEWEST_OF_RATE,
  scaleOf,
  shownValue,
  type MeasureKind,
  type Observation,
  type Scale,
} from './scales.ts';

/** How a series is read. `day`: with a season of seven days. `week`: totals of seven days, without a season. */
export type Rhythm = 'day' | 'week';

interface Reach {
  readonly season: number;
  /** Places that a forecast looks back. */
  readonly looksBack: number;
  /** Forecast errors needed before anything is judged, and used at most. */
  readonly fewest: number;
  readonly most: number;
  /** Places before the first forecast. */
  readonly before: number;
  /**
   * Robust deviations from what was expected, from which a place can be unusual. More where fewer errors say how
   * large they are.
   */
  readonly away: number;
}

const REACH: Readonly<Record<Rhythm, Reach>> = {
  day: { season: 7, looksBack: 56, before: 28, fewest: 28, most: 91, away: 4 },
  week: { season: 1, looksBack: 8, before: 4, fewest: 12, most: 22, away: 5 },
};

/** Probability, for the test of Rosner, of finding an outlier in a whole window without any. */
const ALPHA = 0.01;
/** Change from what was expected, as a share of it, that is worth telling. */
const SMALLEST_CHANGE = 0.1;
/** Share of the window that may be outliers. */
const MOST_OUTLIERS = 0.1;

/** A place of the series with the range in which it was expected. All as shown; null where not known. */
export interface JudgedPoint {
  readonly value: number | null;
  readonly expected: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export type Judgement =
  /** The series has `have` places of the `needed`. */
  | { readonly state: 'young'; readonly have: number; readonly needed: number }
  /** The newest place has no value, or too few of what a rate is of. */
  | { readonly state: 'missing' }
  | {
      readonly state: 'usual' | 'unusual';
      readonly value: number;
      readonly expected: number;
      /** Outside of this range a place can be unusual. */
      readonly lower: number;
      readonly upper: number;
      /** Robust deviations above what was expected; negative below. */
      readonly deviations: number;
      /** Earlier places it is compared with. */
      readonly compared: number;
      /** The same places as were given, newest last. */
      readonly points: readonly JudgedPoint[];
    };

/** The judgement of a place that could be judged. */
export type Judged = Extract<Judgement, { readonly state: 'usual' | 'unusual' }>;

/** The most places of a series that are read; more are left out. */
export const mostPlaces = (rhythm: Rhythm): number => REACH[rhythm].before + REACH[rhythm].most;
/** Places that a series needs before its newest is judged. */
export const fewestPlaces = (rhythm: Rhythm): number => REACH[rhythm].before + REACH[rhythm].fewest;

type Places = readonly (Observation | null)[];

/**
 * Judges the newest place of a series by how far earlier places were from what could be expected of them. Each is
 * forecast from those before it only, so that the errors have in them whatever the series does of itself: a trend,
 * noise of more than chance, days that resemble the day before. The newest is unusual if the test of Rosner finds
 * it among the outliers of all errors, if it is at least four robust deviations away, and if the change is at
 * least a tenth. With 100 series a day a store has less than one false alarm a month (`false-alarms.test.ts`).
 * @param series oldest first; null for a place without a value, never for 0
 */
export function judgeNewest(series: Places, kind: MeasureKind, rhythm: Rhythm): Judgement {
  const first = series.findIndex((one) => one !== null);
  const known = first < 0 ? [] : series.slice(Math.max(first, series.length - mostPlaces(rhythm)));
  const judgement = judgeAt(prepare(known, kind, rhythm), known.length - 1);
  if (judgement.state !== 'usual' && judgement.state !== 'unusual') return judgement;
  const unknown = Array.from({ length: series.length - known.length }, () => NOTHING);
  return { ...judgement, points: [...unknown, ...judgement.points] };
}

/**
 * Places that would have been unusual on their day, among the last so many, as `judgeNewest` finds them; a little
 * faster than asking it for each.
 * @returns positions in the series, with the judgement
 */
export function unusualPlaces(
  series: Places,
  kind: MeasureKind,
  rhythm: Rhythm,
  last: number,
): readonly { readonly at: number; readonly judgement: Judged }[] {
  const first = series.findIndex((one) => one !== null);
  if (first < 0) return [];
  const prepared = prepare(series.slice(first), kind, rhythm);
  const from = Math.max(0, series.length - first - last);
  return prepared.known.slice(from).flatMap((_, index) => {
    const judgement = judgeAt(prepared, from + index);
    return judgement.state === 'unusual' ? [{ at: first + from + index, judgement }] : [];
  });
}

interface Prepared {
  readonly known: Places;
  readonly kind: MeasureKind;
  readonly reach: Reach;
  readonly needed: number;
  readonly scale: Scale;
  readonly chances: Gappy;
  readonly forecasts: Gappy;
  readonly errors: readonly ForecastError[];
}

const isRead = (one: Observation | null | undefined, kind: MeasureKind): one is Observation =>
  one !== null && one !== undefined && (kind !== 'rate' || one.of >= FEWEST_OF_RATE);

/** Forecasts every place from those before it. */
function prepare(known: Places, kind: MeasureKind, rhythm: Rhythm): Prepared {
  const reach = REACH[rhythm];
  const scale = scaleOf(kind, known);
  const values = known.map((one) => (isRead(one, kind) ? scale.to(one) : null));
  const chances = known.map((one) => (isRead(one, kind) ? scale.chance(one) : null));
  const forecasts = forecastsOf(values, reach);
  const errors = errorsOf(values, chances, forecasts);
  return { known, kind, reach, needed: fewestPlaces(rhythm), scale, chances, forecasts, errors };
}

function judgeAt(
  { known, kind, reach, needed, scale, chances, forecasts, errors: all }: Prepared,
  at: number,
): Judgement {
  if (at + 1 < needed) return { state: 'young', have: at + 1, needed };
  if (!isRead(known[at], kind)) return { state: 'missing' };
  const errors = all.filter((one) => one.at > at - reach.most && one.at <= at);
  if (errors.at(-1)?.at !== at || errors.length < reach.fewest)
    return { state: 'young', have: reach.before + errors.length, needed };
  const { centre, extra } = spreadOf(errors);
  const deviation = (chance: number) => Math.sqrt(extra + chance);
  const standard = errors.map((one) => (one.error - centre) / deviation(one.chance));
  const points = known.slice(0, at + 1).map((one, index): JudgedPoint => {
    const forecast = forecasts[index] ?? null;
    const chance = chances[index] ?? null;
    const value = isRead(one, kind) ? shownValue(kind, one) : null;
    if (forecast === null || chance === null) return { value, expected: null, lower: null, upper: null };
    const away = reach.away * deviation(chance);
    return {
      value,
      expected: scale.from(forecast + centre),
      lower: scale.from(forecast + centre - away),
      upper: scale.from(forecast + centre + away),
    };
  });
  const { value, expected, lower, upper } = points[at]! as Known;
  const isUnusual =
    Math.abs(value - expected) >= SMALLEST_CHANGE * expected && isOutlier(standard, reach.away);
  return {
    state: isUnusual ? 'unusual' : 'usual',
    value,
    expected,
    lower,
    upper,
    deviations: standard.at(-1)!,
    compared: errors.length - 1,
    points,
  };
}

type Known = { readonly [Part in keyof JudgedPoint]: number };
const NOTHING: JudgedPoint = { value: null, expected: null, lower: null, upper: null };

/** Whether the last value is an outlier, and far enough away. */
function isOutlier(standard: readonly number[], away: number): boolean {
  if (Math.abs(standard.at(-1)!) < away) return false;
  const most = Math.max(1, Math.floor(standard.length * MOST_OUTLIERS));
  const { steps, outliers } = generalisedEsd(standard, most, ALPHA);
  return steps.slice(0, outliers).some(({ index }) => index === standard.length - 1);
}

/** What each place could be expected to be, from those before it. */
const forecastsOf = (values: Gappy, { season, ...reach }: Reach): Gappy =>
  forecastEach(values, season, reach).map((forecast) => (Number.isNaN(forecast) ? null : forecast));

interface ForecastError {
  readonly at: number;
  readonly error: number;
  readonly chance: number;
}

const errorsOf = (values: Gappy, chances: Gappy, forecasts: Gappy): ForecastError[] =>
  values.flatMap((value, at) => {
    const [forecast, chance] = [forecasts[at] ?? null, chances[at] ?? null];
    return value === null || forecast === null || chance === null
      ? []
      : [{ at, error: value - forecast, chance }];
  });

const ROUNDS = 40;

/**
 * The middle of the errors, and the variance beyond chance with which their robust deviation is 1; 0 when chance
 * explains them. Found by halving: the deviation falls as the variance grows.
 */
function spreadOf(errors: readonly ForecastError[]): { readonly centre: number; readonly extra: number } {
  const centre = median(errors.map(({ error }) => error));
  const spread = (extra: number) =>
    robustDeviation(
      errors.map(({ error, chance }) => (error - centre) / Math.sqrt(extra + chance)),
      0,
    );
  if (spread(0) <= 1) return { centre, extra: 0 };
  let low = 0;
  let high = Math.max(...errors.map(({ error }) => (error - centre) ** 2)) * 3;
  for (let round = 0; round < ROUNDS; round += 1) {
    const middle = (low + high) / 2;
    if (spread(middle) > 1) low = middle;
    else high = middle;
  }
  return { centre, extra: (low + high) / 2 };
}
