import type { FigureView } from '@millrace/services/reports';
import { describe, expect, it } from 'vitest';
import { barsWords, changeWords, knownWords, shownFigures, toneOf } from './report-words.ts';

const figure = (id: FigureView['id'], value: number, before: number, notable = true): FigureView => ({
  id,
  shows: id === 'revenue' ? 'amount' : 'count',
  value,
  before,
  notable,
});

describe('a change in words', () => {
  it.each([
    [120, 100, '20% more than 100'],
    [90, 100, '10% less than 100'],
    [1_000, 1_002, 'About as much as 1,002'],
    [700, 100, '7 times 100'],
    [5, 0, '0 before'],
    [0, 0, 'none before either'],
    [7, 7, 'the same as before'],
    [0, 4, '100% less than 4'],
  ])('%d after %d', (value, before, words) => {
    expect(changeWords(figure('orders', value, before), 'USD')).toBe(words);
  });

  it('is in money for amounts, and survives refunds larger than the revenue', () => {
    expect(changeWords(figure('revenue', 12_000, 10_000), 'USD')).toBe('20% more than $100.00');
    expect(changeWords(figure('revenue', -500, 10_000), 'USD')).toBe('$100.00 before');
  });
});

it('is coloured only beyond chance, and where one direction is better', () => {
  expect(toneOf(figure('orders', 2, 1))).toBe('good');
  expect(toneOf(figure('orders', 1, 2))).toBe('broken');
  expect(toneOf(figure('carts-left', 2, 1))).toBe('broken');
  expect(toneOf(figure('orders', 2, 1, false))).toBe('ink');
  expect(toneOf(figure('sent', 2, 1))).toBe('ink');
});

it('leaves out what the store does not have', () => {
  const shown = shownFigures([figure('orders', 0, 0), figure('tickets', 0, 0), figure('returns', 0, 3)]);
  expect(shown.map(({ id }) => id)).toEqual(['orders', 'returns']);
});

it('describes the bars', () => {
  expect(
    barsWords(
      [
        { day: '2026-11-27', orders: 2, revenue: 20_000 },
        { day: '2026-11-28', orders: 1, revenue: 9_000 },
      ],
      'USD',
    ),
  ).toBe('Revenue by the day from Fri 27 Nov to Sat 28 Nov: most on Fri 27 Nov, $200; $90 on the last day.');
  expect(barsWords([], 'USD')).toBe('Revenue by the day: nothing yet.');
});

it('says when the days that are over were added up', () => {
  expect(knownWords(Date.UTC(2026, 10, 27, 12, 5), 'Europe/Berlin')).toBe(
    'Days that are over are as known on 27 Nov, 13:05. What is refunded or opened later follows within minutes.',
  );
});
