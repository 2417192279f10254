import { describe, expect, test } from 'vitest';
import { bringUp, currentVersion } from './kind-versions.ts';
import { toyKinds } from './testing/index.ts';

const nap = toyKinds['nap']!;
const wait = toyKinds['wait']!;

describe('configs of older versions', () => {
  test('are migrated through every version, in order', () => {
    expect(bringUp(nap, 0, { for: 5, note: 'x' })).toEqual({
      config: { minutes: 5, note: 'x' },
      changed: true,
    });
    expect(bringUp(nap, 1, { length: 5 })).toEqual({ config: { minutes: 5 }, changed: true });
  });
  test('that are current stay as they are', () => {
    const config = { minutes: 5 };
    expect(bringUp(nap, 2, config)).toEqual({ config, changed: false });
    expect(bringUp(nap, 2, config).config).toBe(config);
  });
  test('that are newer than this Millrace are left alone too', () => {
    expect(bringUp(nap, 7, { seconds: 5 })).toEqual({ config: { seconds: 5 }, changed: false });
  });
  test('are not changed where they are stored', () => {
    const stored = Object.freeze({ for: 5 });
    bringUp(nap, 0, stored);
    expect(stored).toEqual({ for: 5 });
  });
});

test('a kind that never changed is at version 0', () => {
  expect([currentVersion(wait), currentVersion(nap)]).toEqual([0, 2]);
});
