import { median } from './robust.ts';

/** A value for each place in order; null where there is none. */
export type Gappy = readonly (number | null)[];

export interface Decomposition {
  /** The level at each place, without the season; NaN where too much is missing. */
  readonly trend: readonly number[];
  /** What each place of a season adds to the level; their median is 0. */
  readonly season: readonly number[];
  /** Value less level and season; null where there is no value. */
  readonly remainder: Gappy;
}

/** Seasons over which the level is the median. */
const LEVEL_SEASONS = 2;
/** Values over which it is the median where there is no season. */
const LEVEL_VALUES = 8;

/**
 * Takes a series apart into level, season and remainder, by medians, so that a few wild days change neither.
 * The level is a running median over two whole seasons; the season is the median of what each of its places
 * differs from the level. It is the idea of STL with robust weights (Cleveland, Cleveland, McRae and Terpenning,
 * "STL: a seasonal-trend decomposition procedure based on loess", Journal of Official Statistics 6(1), 1990)
 * with running medians (Tukey, Exploratory Data Analysis, 1977, chapter 7) in the place of loess.
 * @param season places of a season: 7 for the days of a week, 1 for none
 */
export function decompose(values: Gappy, season: number): Decomposition {
  const places = seasonOf(values, season);
  const trend = levels(values, places);
  return {
    trend,
    season: places,
    remainder: values.map((value, at) => (value === null ? null : value - trend[at]! - places[at % season]!)),
  };
}

/**
 * What the next place would be if all went on as before: the level of the end and what its place in the season
 * adds. NaN when the end has no value to go by.
 */
export function forecastNext(values: Gappy, season: number): number {
  return forecastFrom(values, season, seasonOf(values, season));
}

/**
 * What `forecastNext` gives for each place from those before it. The levels that neighbours share are found once:
 * nearly all of the work.
 * @param before places at the beginning that are not forecast
 * @param looksBack places that a forecast sees
 * @returns NaN where there is no forecast
 */
export function forecastEach(
  values: Gappy,
  season: number,
  { before, looksBack }: { readonly before: number; readonly looksBack: number },
): readonly number[] {
  const width = season * LEVEL_SEASONS;
  const none = noSeason(season);
  const shared =
    season === 1
      ? []
      : Array.from({ length: Math.max(0, values.length - width + 1) }, (_, from) =>
          levelAt(values, none, from, width),
        );
  return values.map((_, at) => {
    if (at < before) return NaN;
    const start = Math.max(0, at - looksBack);
    const past = values.slice(start, at);
    const known = past.length < width ? undefined : shared.slice(start, at - width + 1);
    return forecastFrom(past, season, seasonOf(past, season, known));
  });
}

function forecastFrom(values: Gappy, season: number, places: readonly number[]): number {
  const width = widthOf(values, season);
  return levelAt(values, places, values.length - width, width) + places[values.length % season]!;
}

const noSeason = (season: number): readonly number[] => Array.from({ length: season }, () => 0);

/** @param known levels of all whole windows without a season, if somebody has them */
function seasonOf(values: Gappy, season: number, known?: readonly number[]): readonly number[] {
  const none = noSeason(season);
  if (season === 1) return none;
  const trend = levels(values, none, known);
  const differences: number[][] = none.map(() => []);
  values.forEach((value, at) => {
    const level = trend[at]!;
    if (value !== null && !Number.isNaN(level)) differences[at % season]!.push(value - level);
  });
  const raw = differences.map((list) => (list.length === 0 ? 0 : median(list)));
  const middle = median(raw);
  return raw.map((value) => value - middle);
}

const widthOf = (values: Gappy, season: number): number =>
  Math.min(values.length, season === 1 ? LEVEL_VALUES : season * LEVEL_SEASONS);

/** The level at each place: of the window around it, or at the ends of the nearest whole one. */
function levels(values: Gappy, places: readonly number[], known?: readonly number[]): number[] {
  const width = widthOf(values, places.length);
  const last = values.length - width;
  const all = known ?? Array.from({ length: last + 1 }, (_, from) => levelAt(values, places, from, width));
  return values.map((_, at) => all[Math.min(last, Math.max(0, at - (width >> 1)))]!);
}

function levelAt(values: Gappy, places: readonly number[], from: number, width: number): number {
  const inside: number[] = [];
  for (let at = from; at < from + width; at += 1) {
    const value = values[at];
    if (value !== null && value !== undefined) inside.push(value - places[at % places.length]!);
  }
  return median(inside);
}
