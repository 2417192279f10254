import { expect, it } from 'vitest';
import type { OwnTemplate } from '@millrace/services/own-templates';
import { templateCards } from '../../server/catalogue/gallery.ts';
import { chosen, chosenOwn, isFiltered, NO_CHANNEL, ordered, type Filters } from './filters.ts';
import { readinessLine } from './readiness.ts';

const NOTHING: Filters = {
  for: 'all',
  search: null,
  channel: null,
  subject: null,
  level: null,
  store: null,
  order: 'store',
};
const store = {
  events: ['order-placed', 'order-delivered'],
  channels: [{ channel: 'email', consented: 400 }],
  products: 60,
  productsWithCost: 60,
  able: [],
  tiers: [],
};
const cards = templateCards();
const by = (filters: Partial<Filters>) => chosen(cards, { ...NOTHING, ...filters }, store);

it('nothing chosen shows all of them, in their order', () => {
  expect(by({})).toEqual(cards);
  expect(isFiltered(NOTHING)).toBe(false);
  expect(isFiltered({ ...NOTHING, for: 'service' })).toBe(false);
  expect(isFiltered({ ...NOTHING, level: 4 })).toBe(true);
});

it('each filter shows what fits it, and together what fits all', () => {
  for (const card of by({ channel: 'sms' })) expect(card.channels).toContain('sms');
  for (const card of by({ channel: NO_CHANNEL })) expect(card.channels).toEqual([]);
  for (const card of by({ subject: 'product' })) expect(card.subject).toBe('product');
  for (const card of by({ level: 4 })) expect(card.level).toBe(4);
  const all = by({ for: 'service', subject: 'order', channel: 'sms', level: 3 });
  expect(all.map(({ id }) => id)).toEqual(['shipping-delay']);
});

it('what is searched for stands in the title, the summary or the goal, in any order of words', () => {
  expect(by({ search: 'CART  abandoned' }).map(({ id }) => id)).toEqual([
    'abandoned-cart-ai',
    'abandoned-cart-classic',
  ]);
  expect(by({ search: 'zeppelin' })).toEqual([]);
});

it('what this store has divides them in two, and is not asked before it is known', () => {
  const [ready, missing] = [by({ store: 'ready' }), by({ store: 'missing' })];
  expect(ready.length).toBeGreaterThan(0);
  expect(ready.length + missing.length).toBe(cards.length);
  for (const { needs } of ready) expect(readinessLine(needs, store)?.ready).toBe(true);
  expect(chosen(cards, { ...NOTHING, store: 'ready' }, undefined)).toEqual(cards);
});

it('templates of the store are found by the words of their name and of what they are for', () => {
  const own = [
    { name: 'Spring carts', purpose: 'Two reminders' },
    { name: 'Welcome', purpose: '' },
  ] as OwnTemplate[];
  const names = (search: string | null) => chosenOwn(own, { search }).map(({ name }) => name);
  expect(names(null)).toEqual(['Spring carts', 'Welcome']);
  expect(names('reminders SPRING')).toEqual(['Spring carts']);
  expect(names('winter')).toEqual([]);
});

it('they stand in the order of this store, by name or by level, and an order is no filter', () => {
  const ids = (list: ReturnType<typeof ordered>) => list.map(({ id }) => id);
  const fits = cards.map(({ id }) => ({ template: id })).toReversed();
  expect(ids(ordered(cards, 'store', fits))).toEqual(cards.map(({ id }) => id).toReversed());
  expect(ordered(cards, 'store', undefined)).toEqual(cards);
  const names = ordered(cards, 'name', fits).map(({ title }) => title);
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')));
  const levels = ordered(cards, 'level', fits).map(({ level }) => level);
  expect(levels).toEqual(levels.toSorted((one, other) => one - other));
  expect(isFiltered({ ...NOTHING, order: 'name' })).toBe(false);
});
