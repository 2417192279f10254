import { Liquid } from 'liquidjs';
import { ARITHMETIC } from './arithmetic.ts';
import { date, KEPT_FILTERS, KEPT_TAGS, money } from './filters.ts';
import { markValue } from './marks.ts';

/** Longest text parsed, in characters: the largest a content schema allows, with room. */
export const PARSE_LIMIT = 25_000;
/** Time one text may be worked at, in milliseconds (see `work-time.ts`). An honest text takes far less than one. */
export const RENDER_LIMIT = 1_000;
/** What may come out of one text, in characters, fences included: three times the longest text that can be written. */
export const OUTPUT_LIMIT = 75_000;
/** What one text may allocate, in liquidjs' own count (characters and list items). */
export const MEMORY_LIMIT = 200_000;

/**
 * Liquid for texts that nobody has looked at. It has no files to read, sees no prototype, knows the filters and tags
 * listed in `filters.ts` and no others, and stops by length, time and memory.
 */
export function makeLiquid(): Liquid {
  const liquid = new Liquid({
    templates: {},
    relativeReference: false,
    dynamicPartials: false,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    outputEscape: markValue,
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT,
    memoryLimit: MEMORY_LIMIT,
  });
  for (const name of Object.keys(liquid.filters))
    if (!KEPT_FILTERS.includes(name)) delete liquid.filters[name];
  for (const name of Object.keys(liquid.tags)) if (!KEPT_TAGS.includes(name)) delete liquid.tags[name];
  for (const [name, filter] of Object.entries(ARITHMETIC)) liquid.registerFilter(name, filter);
  liquid.registerFilter('money', money);
  liquid.registerFilter('date', date);
  return liquid;
}
