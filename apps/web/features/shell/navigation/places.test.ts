import { describe, expect, it } from 'vitest';
import { isInside, PHONE_PLACES, PLACES } from './places.ts';

describe('the current place in the navigation', () => {
  it('marks Flows while one of its flows is open', () => {
    expect(isInside('/flows/123/results', '/flows')).toBe(true);
  });

  it('marks Home only on the home page itself', () => {
    expect(isInside('/flows', '/')).toBe(false);
    expect(isInside('/', '/')).toBe(true);
  });

  it('does not match a path that only begins with the same letters', () => {
    expect(isInside('/flowsheet', '/flows')).toBe(false);
  });

  it('gives each place a key of its own and keeps the phone bar within the places', () => {
    expect(new Set(PLACES.map((place) => place.key)).size).toBe(PLACES.length);
    expect(PHONE_PLACES.every((href) => PLACES.some((place) => place.href === href))).toBe(true);
  });
});
