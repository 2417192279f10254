import { expect, it } from 'vitest';
import { eventLabel } from '@millrace/flow';
import { besideName, endWords, nameOf, personPill } from './person-words.ts';

it('says of people who left because of an event what that event was', () => {
  expect(endWords('exit:order-placed', eventLabel)).toBe('Placed an order');
  expect(endWords('completed', eventLabel)).toBe('Came to the end');
  expect(endWords('something-new', eventLabel)).toBe('Something new');
});

it('tells people held by a pause apart from people who merely wait', () => {
  expect(personPill({ state: 'running', heldSincePause: 5 })).toMatchObject({ tone: 'waiting' });
  expect(personPill({ state: 'running', heldSincePause: null })).toMatchObject({ tone: 'good' });
  expect(personPill({ state: 'failed', heldSincePause: null }).words).toBe('Error');
});

it('calls people by their address when no name of theirs is known', () => {
  expect(nameOf({ customerName: null, customerEmail: 'ann@example.com', about: null })).toBe(
    'ann@example.com',
  );
  expect(nameOf({ customerName: null, customerEmail: null, about: null })).toBe('Unknown visitor');
});

it('calls an order by its number and says beside it whose it is', () => {
  const order = { customerName: 'Ann Lee', customerEmail: 'ann@example.com', about: 'Order 1001' };
  expect([nameOf(order), besideName(order)]).toEqual(['Order 1001', 'Ann Lee']);
  expect(besideName({ ...order, customerName: null })).toBe('ann@example.com');
  expect(besideName({ customerName: null, customerEmail: null, about: 'The store' })).toBeNull();
});

it('shows a person’s address beside the name, not twice', () => {
  const ann = { customerName: 'Ann Lee', customerEmail: 'ann@example.com', about: null };
  expect([nameOf(ann), besideName(ann)]).toEqual(['Ann Lee', 'ann@example.com']);
  expect(besideName({ ...ann, customerName: null })).toBeNull();
});
