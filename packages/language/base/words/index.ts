export {
  capital,
  count,
  decimal,
  fixed,
  inflected,
  listed,
  ordinal,
  people,
  plural,
  several,
  verb,
} from './counts.ts';
export {
  dayAndTime,
  dayKey,
  dayOf,
  fullTime,
  lengthOfTime,
  longDay,
  monthOf,
  relativeTime,
  shortDay,
  timeOfDay,
  weekdayAndDay,
  zoneName,
} from './instants.ts';
export { currencyName, languageName, regionCode, regionName } from './places.ts';
export { minus, percent, points, shareOf } from './shares.ts';
