import type { FlowFigure, FlowFigures } from '@millrace/services/measure';
import { lookAt } from '@millrace/ui/testing';
import { describe, expect, it } from 'vitest';
import { adjustedSentence, FIGURE_WORDS, figureSentences, figureValue } from './figure-words.ts';
import { FiguresTable } from './figures-part.tsx';
import { GroupsPart, groupName } from './groups-part.tsx';

const figure = (
  id: FlowFigure['id'],
  shows: FlowFigure['shows'],
  more: Partial<FlowFigure> = {},
): FlowFigure => ({
  id,
  shows,
  treated: null,
  heldOut: null,
  range: null,
  caused: null,
  ...more,
});
const told = (one: FlowFigure) => figureSentences([one], 'USD');
const caused = (estimate: number, lower: number, upper: number) => ({ caused: { estimate, lower, upper } });

describe('a value', () => {
  it('is a share, an amount or a time, and a dash while there is none', () => {
    expect(figureValue('share', 0.0712, 'USD')).toBe('7.1%');
    expect(figureValue('amount', 1_425.4, 'USD')).toBe('$14.25');
    expect(figureValue('hours', 1, 'USD')).toBe('1 hour');
    expect(figureValue('hours', 5.25, 'USD')).toBe('5.3 hours');
    expect(figureValue('hours', 72, 'USD')).toBe('3 days');
    expect(figureValue('amount', null, 'USD')).toBe('–');
  });
});

describe('what is told besides', () => {
  it('is how much of the discounts was not needed, or that it is too early', () => {
    expect(
      told(
        figure('discount-leaked', 'amount', { range: { estimate: 50_000, lower: 40_000, upper: 61_000 } }),
      ),
    ).toEqual([
      'About $500.00 of the discounts went to people who would have bought anyway, between $400.00 and $610.00.',
    ]);
    expect(told(figure('discount-leaked', 'amount'))[0]).toMatch(/^It is too early to tell/);
  });

  it('is what people did more or less because of the flow, beyond chance only', () => {
    expect(told(figure('ticket-rate', 'share', caused(12.3, 3.2, 21.9)))).toEqual([
      'Because of the flow about 12 more people opened a ticket, between 3 and 22.',
    ]);
    expect(told(figure('unsubscribe-rate', 'share', caused(-9, -15.5, -2.5)))).toEqual([
      'The flow kept about 9 people from unsubscribing, between 2 and 16.',
    ]);
    expect(told(figure('complaint-rate', 'share', caused(1, -2, 4)))).toEqual([]);
    expect(told(figure('complaint-rate', 'share'))).toEqual([]);
  });

  it('is the work that it saved, as an estimate', () => {
    expect(told(figure('hours-saved', 'hours', { range: { estimate: 15, lower: 10, upper: 20 } }))).toEqual([
      'It saved about 10 to 20 hours of work by hand, as estimated for its template.',
    ]);
    expect(told(figure('hours-saved', 'hours', { range: { estimate: 0, lower: 0, upper: 0 } }))).toEqual([]);
  });
});

it('says what the result is with what people bought before, and what that brought', () => {
  const adjusted = {
    estimate: 182,
    lower: -2,
    upper: 304,
    treated: 900,
    heldOut: 718,
    varianceRemoved: 0.043,
  };
  expect(adjustedSentence(adjusted, 'USD')).toBe(
    'Knowing what people bought in the 90 days before, the flow caused +$1.82 of margin per person, between −$0.02 and +$3.04. That removes 4.3% of the variance.',
  );
  expect(adjustedSentence({ ...adjusted, varianceRemoved: 0.001 }, 'USD')).toMatch(
    /removes nothing of the variance here\.$/,
  );
  expect(adjustedSentence(null, 'USD')).toBeNull();
});

it('shows both groups, the meaning of each figure, and when a worker counted', () => {
  const view: FlowFigures = {
    currency: 'EUR',
    countedAt: Date.UTC(2026, 5, 10),
    adjusted: null,
    groups: [],
    figures: [
      figure('recovery-rate', 'share', { treated: 0.21, heldOut: 0.14 }),
      figure('message-cost', 'amount', { treated: 900 }),
    ],
  };
  const { words } = lookAt(<FiguresTable view={view} />);
  for (const shown of [
    'Carts recovered within 30 days',
    '21%',
    '14%',
    'Cost of messages',
    '€9.00',
    'Counted',
  ])
    expect(words).toContain(shown);
  for (const { label, about } of Object.values(FIGURE_WORDS)) {
    expect(label).not.toBe('');
    expect(about).toMatch(/\.$/);
  }
});

describe('the groups', () => {
  it('are named, with their effect or that it is too early', () => {
    const margin = { estimate: 182, lower: -20, upper: 304 };
    const view: FlowFigures = {
      currency: 'USD',
      countedAt: null,
      figures: [],
      adjusted: null,
      groups: [
        {
          dimension: 'country',
          groups: [
            { name: 'DE', treated: 900, heldOut: 100, margin },
            { name: '', treated: 20, heldOut: 3, margin: null },
          ],
        },
      ],
    };
    const { words, names } = lookAt(<GroupsPart view={view} />);
    for (const shown of ['By country', 'Germany', '1,000', '+$1.82', 'Unknown', 'Too early to tell'])
      expect(words).toContain(shown);
    expect(names('img')).toEqual([expect.stringContaining('Germany: +$1.82, between −$0.20 and +$3.04')]);
    expect(groupName('orders-before', 'several')).toBe('Ordered several times');
    expect(groupName('country', 'other')).toBe('Other countries');
  });

  it('are left out while there are none', () => {
    expect(
      lookAt(
        <GroupsPart view={{ currency: 'USD', countedAt: null, figures: [], adjusted: null, groups: [] }} />,
      ).words,
    ).toBe('');
  });
});
