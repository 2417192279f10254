import { MEASURE_AUDITS } from '@millrace/measure/audits';
import { DECISION_AUDITS } from '@millrace/decisions/testing';
import { describe, expect, test } from 'vitest';
import { auditRow } from './row.ts';
import { verdictOf } from './verdict.ts';

describe('a promise', () => {
  test('of at most one in twenty is broken by more than chance explains, and by nothing less', () => {
    const atMost = { promise: { atMost: 0.05 } };
    expect(verdictOf(atMost, { counted: 5, of: 100 }).holds).toBe(true);
    expect(verdictOf(atMost, { counted: 11, of: 100 }).holds).toBe(true);
    expect(verdictOf(atMost, { counted: 12, of: 100 }).holds).toBe(false);
    expect(verdictOf(atMost, { counted: 600, of: 10_000 }).holds).toBe(false);
  });

  test('of at least eight in ten holds from there on, and less by chance alone', () => {
    const atLeast = { promise: { atLeast: 0.8 } };
    expect(verdictOf(atLeast, { counted: 95, of: 100 }).holds).toBe(true);
    expect(verdictOf(atLeast, { counted: 69, of: 100 }).holds).toBe(true);
    expect(verdictOf(atLeast, { counted: 67, of: 100 }).holds).toBe(false);
  });

  test('about nothing is not kept', () => {
    expect(() => verdictOf({ promise: { atMost: 0.05 } }, { counted: 0, of: 0 })).toThrow(RangeError);
  });
});

test('each simulation counts something of something, and gives the same again', () => {
  for (const audit of [...MEASURE_AUDITS, ...DECISION_AUDITS]) {
    const lives = 2;
    const first = audit.run(lives);
    expect(first.of, audit.title).toBeGreaterThanOrEqual(lives);
    expect(first.counted).toBeGreaterThanOrEqual(0);
    expect(first.counted).toBeLessThanOrEqual(first.of);
    expect(audit.run(lives), audit.title).toEqual(first);
    expect(auditRow(audit, verdictOf(audit, first))).toMatch(/holds|BROKEN/);
  }
}, 120_000);
