import { parseAsInteger, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs';
import type { TemplateFit } from '@millrace/services/automation';
import type { OwnTemplate } from '@millrace/services/own-templates';
import type { TemplateCard } from '../../server/catalogue/gallery.ts';
import { readinessLine, type StoreHas } from './readiness.ts';
import { CATEGORIES } from './template-words.ts';

export const ALL = 'all';
/** The tab with the templates of the store itself. */
export const YOURS = 'yours';
export const GOALS = [ALL, YOURS, ...(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[])] as const;
export const READINESS = ['ready', 'missing'] as const;

/** Orders of the cards. */
export const ORDERS = ['store', 'name', 'level'] as const;

/** What the address keeps of the choice. */
export const FILTERS = {
  for: parseAsStringLiteral(GOALS).withDefault(ALL),
  search: parseAsString,
  channel: parseAsString,
  subject: parseAsString,
  level: parseAsInteger,
  store: parseAsStringLiteral(READINESS),
  order: parseAsStringLiteral(ORDERS).withDefault('store'),
};
export type Filters = inferParserType<typeof FILTERS>;

/** Whether anything but the goal is chosen. */
export const isFiltered = ({ for: _goal, order: _order, ...filters }: Filters): boolean =>
  Object.values(filters).some((value) => value !== null && value !== '');

/** The value of the filter by channel for templates that send nothing. */
export const NO_CHANNEL = 'none';

/**
 * The templates that fit all that is chosen, in the order of the gallery. While it is unknown what the store has,
 * that filter lets all pass.
 */
export function chosen(
  templates: readonly TemplateCard[],
  { for: goal, search, channel, subject, level, store: readiness }: Filters,
  store: StoreHas | undefined,
): readonly TemplateCard[] {
  const isFound = searching(search);
  return templates.filter((template) => {
    const ready = readinessLine(template.needs, store);
    return (
      (goal === ALL || template.category === goal) &&
      isFound(template.title, template.summary, template.goal) &&
      (channel === null ||
        (channel === NO_CHANNEL ? template.channels.length === 0 : template.channels.includes(channel))) &&
      (subject === null || template.subject === subject) &&
      (level === null || template.level === level) &&
      (readiness === null || ready === null || ready.ready === (readiness === 'ready'))
    );
  });
}

/**
 * The templates in an order: by what this store should look at first, by name, or by level. While it is unknown what the
 * store should look at first, they are in the order of the gallery.
 */
export function ordered(
  templates: readonly TemplateCard[],
  order: Filters['order'],
  fits: readonly Pick<TemplateFit, 'template'>[] | undefined,
): readonly TemplateCard[] {
  const byName = (one: TemplateCard, other: TemplateCard) => one.title.localeCompare(other.title, 'en');
  if (order === 'name') return templates.toSorted(byName);
  if (order === 'level')
    return templates.toSorted((one, other) => one.level - other.level || byName(one, other));
  if (!fits) return templates;
  const places = new Map(fits.map(({ template }, place) => [template, place]));
  return templates.toSorted(
    (one, other) => (places.get(one.id) ?? fits.length) - (places.get(other.id) ?? fits.length),
  );
}

/** The templates of the store that fit the search, in their order. */
export function chosenOwn(
  templates: readonly OwnTemplate[],
  { search }: Pick<Filters, 'search'>,
): readonly OwnTemplate[] {
  const isFound = searching(search);
  return templates.filter(({ name, purpose }) => isFound(name, purpose));
}

/** Whether all words that are searched for stand in some texts. */
function searching(search: string | null): (...texts: readonly string[]) => boolean {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = texts.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
