import { Liquid } from 'liquidjs';
import { ARITHMETIC } from './arithmetic.ts';
import { date, KEPT_FILTERS, KEPT_TAGS, money } from './filters.ts';
import { markValue } from './marks.ts';

/** Longest text to parse, in characters: more than any content schema allows. */
export const PARSE_LIMIT = 25_000;
/**
 * Time limit for one text, in milliseconds (see `work-time.ts`). An ordinary text takes far less than one.
 */
export const RENDER_LIMIT = 1_000;
/**
 * Longest output of one text, in characters with fences: three times the longest text that can be written.
 */
export const OUTPUT_LIMIT = 75_000;
/** Memory limit for one text, in liquidjs' own units (characters and list items). */
export const MEMORY_LIMIT = 200_000;

/**
 * Liquid for untrusted texts. It cannot read files or prototypes, has only the filters and tags listed in
 * `filters.ts`, and is limited in length, time and memory.
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
