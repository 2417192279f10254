import { expect, it } from 'vitest';
import { eventLabel } from '@millrace/flow';
import { besideName, endWords, nameOf, personPill } from './person-words.ts';

it('names the event because of which a person left', () => {
  expect(endWords('exit:order-placed', eventLabel)).toBe('Placed an order');
  expect(endWords('completed', eventLabel)).toBe('Came to the end');
  expect(endWords('something-new', eventLabel)).toBe('Something new');
});

it('distinguishes people held by a pause from people who wait', () => {
  expect(personPill({ state: 'running', heldSincePause: 5 })).toMatchObject({ tone: 'waiting' });
  expect(personPill({ state: 'running', heldSincePause: null })).toMatchObject({ tone: 'good' });
  expect(personPill({ state: 'failed', heldSincePause: null }).words).toBe('Error');
});

it('shows people by their address when they have no name', () => {
  expect(nameOf({ customerName: null, customerEmail: 'ann@example.com', about: null })).toBe(
    'ann@example.com',
  );
  expect(nameOf({ customerName: null, customerEmail: null, about: null })).toBe('Unknown visitor');
});

it('shows an order by its number, with the customer next to it', () => {
  const order = { customerName: 'Ann Lee', customerEmail: 'ann@example.com', about: 'Order 1001' };
  expect([nameOf(order), besideName(order)]).toEqual(['Order 1001', 'Ann Lee']);
  expect(besideName({ ...order, customerName: null })).toBe('ann@example.com');
  expect(besideName({ customerName: null, customerEmail: null, about: 'The store' })).toBeNull();
});

it('shows a person’s address next to the name, not twice', () => {
  const ann = { customerName: 'Ann Lee', customerEmail: 'ann@example.com', about: null };
  expect([nameOf(ann), besideName(ann)]).toEqual(['Ann Lee', 'ann@example.com']);
  expect(besideName({ ...ann, customerName: null })).toBeNull();
});
