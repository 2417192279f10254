import { MINUTE } from '@millrace/base';
import { FAILURES, type FailureKind } from '@millrace/connectors';
import { describe, expect, test } from 'vitest';
import { healthView, needsSomebody, type HealthRow } from './health-view.ts';

const NOW = Date.UTC(2026, 5, 10, 12);
const row = (more: Partial<HealthRow> = {}): HealthRow => ({
  last_ok_at: NOW - 60 * MINUTE,
  last_error: null,
  last_error_at: null,
  failing_since: null,
  failure: null,
  ...more,
});
const KINDS = Object.keys(FAILURES) as FailureKind[];

describe('how a connection stands', () => {
  test('is well while nothing fails, whatever failed before', () => {
    const health = healthView(
      row({ last_error: 'It answered 500.', last_error_at: NOW - 90 * MINUTE, failure: 'busy' }),
    );
    expect(health).toEqual({
      lastOkAt: NOW - 60 * MINUTE,
      lastError: 'It answered 500.',
      lastErrorAt: NOW - 90 * MINUTE,
      failingSince: null,
      failure: null,
    });
    expect(needsSomebody(health, NOW)).toBe(false);
  });

  test.each(KINDS)('is said in words with what to do, when it fails: %s', (failure) => {
    const health = healthView(row({ failing_since: NOW, failure }));
    expect(health.failure).toMatchObject({ kind: failure });
    expect(health.failure?.words).toMatch(/^[a-z].*[^.]$/);
    expect(health.failure?.next).toMatch(/^[A-Z].*\.$/);
  });

  test.each(KINDS)('calls for somebody at once, or after minutes in which it may pass: %s', (failure) => {
    const health = healthView(row({ failing_since: NOW, failure }));
    expect(needsSomebody(health, NOW)).toBe(!FAILURES[failure].mayPass);
    expect(needsSomebody(health, NOW + 5 * MINUTE - 1)).toBe(!FAILURES[failure].mayPass);
    expect(needsSomebody(health, NOW + 5 * MINUTE)).toBe(true);
  });

  test.each(['of-another-release', 'constructor', ''])(
    'that this release has no words for calls for nobody: %j',
    (failure) => {
      const health = healthView(row({ failing_since: NOW, failure }));
      expect(health.failure).toBeNull();
      expect(needsSomebody(health, NOW + 60 * MINUTE)).toBe(false);
    },
  );
});
