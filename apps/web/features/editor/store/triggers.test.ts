import { expect, test } from 'vitest';
import { kinds } from '@millrace/nodes';
import { canBegin, type Subject } from '@millrace/flow';
import { carriedOver, keyed, kindFor, SUBJECTS, triggerKinds } from './triggers.ts';

const kind = (title: string) => triggerKinds(kinds).find((one) => one.title === title)!;

test('offers each kind of trigger for the subjects it can start, and at least one for every subject', () => {
  const about = (subject: Subject) =>
    triggerKinds(kinds)
      .filter((one) => canBegin(one, subject))
      .map(({ title }) => title);
  const titles = triggerKinds(kinds).map(({ title }) => title);
  expect(about('customer')).toEqual(titles.filter((title) => title !== 'A number is unusual'));
  expect(about('store')).toEqual(['Event', 'Schedule', 'A number is unusual']);
  expect(about('product')).toEqual(['Event']);
  for (const { value } of SUBJECTS) expect(about(value).length).toBeGreaterThan(0);
});

test('keeps the settings that another kind of trigger also has, and no others', () => {
  const written = {
    events: ['cart-abandoned'],
    key: 'cart',
    reentry: { rule: 'after', days: 30 },
    exits: [{ event: 'order-placed', match: 'customer' }],
  };
  const segment = carriedOver(written, kind('Segment'), 'customer');
  expect(segment).toEqual({ reentry: written.reentry, exits: written.exits });
  const back = carriedOver({ ...segment, present: true }, kind('Event'), 'customer');
  expect(back).toMatchObject({ events: [], key: 'customer', reentry: written.reentry });
  for (const from of triggerKinds(kinds))
    for (const to of triggerKinds(kinds)) {
      const config = carriedOver(from.example as Record<string, unknown>, to, 'customer');
      const unknown =
        to.config.safeParse(config).error?.issues.filter((issue) => issue.code === 'unrecognized_keys') ?? [];
      expect(unknown, `${from.kind} to ${to.kind}`).toEqual([]);
    }
});

test('takes the subject of a flow from its event', () => {
  expect(keyed({ events: ['product-created'], key: 'customer' }, kind('Event'), 'product')).toEqual({
    events: ['product-created'],
    key: 'product',
  });
  expect(keyed({ present: true }, kind('Segment'), 'customer')).toEqual({ present: true });
});

test('keeps the trigger of a flow whose subject changes where that trigger can start it', () => {
  expect(kindFor(kinds, kind('Schedule'), 'store')?.title).toBe('Schedule');
  expect(kindFor(kinds, kind('Segment'), 'store')?.title).toBe('Event');
});
