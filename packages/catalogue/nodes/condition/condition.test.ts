import { describe, expect, test } from 'vitest';
import { customer } from '@millrace/flow/testing';
import { arriveAt, checked, standsAt } from '../testing/scene.ts';
import { condition } from './definition.ts';

const orders = (value: number) => ({ fact: 'customer.ordersCount', operator: 'at-least', value });
const PATHS = {
  paths: [
    { id: 'loyal', name: 'Loyal', when: orders(5) },
    { id: 'known', name: '', when: orders(1) },
  ],
  otherwise: 'New here',
};
const way = (ordersCount: number, config: Readonly<Record<string, unknown>> = PATHS) => {
  const move = arriveAt(condition, config, { facts: { customer: customer({ ordersCount }) } });
  return 'go' in move ? [move.go, move.sentence] : [];
};

describe('which path a person takes', () => {
  test('the first path that fits is taken, though a later one fits too', () => {
    expect(way(9)).toEqual(['loyal', 'Fits “Loyal”.']);
  });
  test('the next one when the first does not fit', () => {
    expect(way(2)).toEqual(['known', 'Fits path 2.']);
  });
  test('the last path when none fits', () => {
    expect(way(0)).toEqual(['else', 'Fits no path: “New here”.']);
  });
  test('decisions made earlier in the flow can be compared', () => {
    const config = {
      paths: [{ id: 'a', when: { fact: 'decision.segment', operator: 'is', value: 'first-visit' } }],
    };
    expect(arriveAt(condition, config, { cursor: { variables: { segment: 'first-visit' } } })).toMatchObject({
      go: 'a',
    });
    expect(arriveAt(condition, config)).toMatchObject({ go: 'else' });
  });
});

describe('before a held message is sent', () => {
  const stands = (port: string, ordersCount: number) =>
    standsAt(condition, PATHS, port, 1_000, { facts: { customer: customer({ ordersCount }) } });
  test('a person has to fit the path they took, and no earlier one', () => {
    expect(stands('known', 2)).toBeNull();
    expect(stands('known', 9)).toBe('Not sent: the person now fits “Loyal”.');
    expect(stands('else', 0)).toBeNull();
    expect(stands('else', 1)).toBe('Not sent: the person now fits path 2.');
    expect(stands('loyal', 0)).toBe('Not sent: the person now fits none of the paths.');
  });
});

describe('its branches', () => {
  test('are named by the marketer, else by the condition itself', () => {
    expect(condition.ports(PATHS).map(({ id, label }) => `${id}: ${label}`)).toEqual([
      'loyal: Loyal',
      'known: number of orders is at least 1',
      'else: New here',
    ]);
  });
  test('stay connected when paths change places', () => {
    const turned = { ...PATHS, paths: PATHS.paths.toReversed() };
    expect(condition.ports(turned).map(({ id }) => id)).toEqual(['known', 'loyal', 'else']);
  });
  test('have ids by position when none was given', () => {
    expect(
      condition.ports({ paths: [{ when: orders(1) }, { when: orders(2) }] }).map(({ id }) => id),
    ).toEqual(['path-1', 'path-2', 'else']);
  });
});

test('two paths with one id, or one with the id of the last path, are problems', () => {
  expect(
    checked(condition, {
      paths: [
        { id: 'a', when: orders(1) },
        { id: 'a', when: orders(2) },
      ],
    }),
  ).toEqual([expect.stringMatching(/same id "a"/)]);
  expect(checked(condition, { paths: [{ id: 'else', when: orders(1) }] })).toEqual([
    expect.stringMatching(/same id "else"/),
  ]);
  expect(checked(condition, PATHS)).toEqual([]);
});

test('a condition without any path is refused with a sentence', () => {
  expect(condition.config.safeParse({ paths: [] }).error?.issues[0]?.message).toBe('Add at least one path.');
});

test('the card says the first condition and how many more there are', () => {
  expect(condition.sentence({ paths: [PATHS.paths[1]] })).toBe('If number of orders is at least 1');
  expect(condition.sentence(PATHS)).toBe('If number of orders is at least 5, or 1 more path');
  expect(condition.sentence({ paths: [{}] })).toBe('If …');
});
