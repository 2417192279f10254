import { subjectSchema } from '@millrace/flow';
import type { RehearsalView } from '@millrace/services/rehearsal';
import { describe, expect, it } from 'vitest';
import { toReport } from './rehearsed.ts';

const view = (changes: Partial<RehearsalView> = {}): RehearsalView => ({
  people: 12,
  entered: 9,
  heldOut: 0,
  subjects: { entered: 9, heldOut: 0 },
  ended: {},
  running: 0,
  notEntered: {},
  nodes: {},
  reasons: {},
  sent: {},
  decisions: {},
  steps: 0,
  enrolments: [],
  messages: [],
  days: 30,
  on: 'past',
  seed: 's',
  at: 0,
  answers: {},
  unknown: null,
  ...changes,
});
const said = (subject: Parameters<typeof toReport>[1], changes?: Partial<RehearsalView>) =>
  toReport(view(changes), subject).sentence;

describe('what a rehearsal counted', () => {
  it('is people where people enter', () => {
    expect(said('customer', { heldOut: 1, sent: { email: 7 }, reasons: { cap: 2 } })).toBe(
      '12 people and all they did in the last 30 days: 9 entries, 1 held back to compare with; 7 messages out, 2 held or not sent.',
    );
    expect(said('customer', { on: 'sample' })).toMatch(/^12 sample customers, over 30 days/);
  });

  it('is what the flow is about where it is about things', () => {
    expect(said('product')).toBe(
      '12 products and all that happened to them in the last 30 days: 9 products entered.',
    );
    expect(said('product', { people: 1, entered: 1, subjects: { entered: 1, heldOut: 0 } })).toBe(
      '1 product and all that happened to it in the last 30 days: 1 product entered.',
    );
    expect(said('order', { heldOut: 3, subjects: { entered: 8, heldOut: 2 }, sent: { email: 5 } })).toBe(
      'The orders of 12 people in the last 30 days: 8 orders (9 entries) entered, 2 held back to compare with; 5 messages out, 0 held or not sent.',
    );
    expect(said('store', { people: 1, subjects: { entered: 1, heldOut: 0 } })).toBe(
      'What happened in the store in the last 30 days: 9 runs entered.',
    );
  });

  it('never speaks of people where there are none', () => {
    for (const subject of subjectSchema.options)
      expect(/people|person/.test(said(subject).split(':')[1]!), subject).toBe(false);
    for (const subject of ['product', 'store'] as const)
      expect(said(subject, { on: 'sample' })).not.toMatch(/people|person/);
  });
});
