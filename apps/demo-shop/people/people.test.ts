import { isZone } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { OPENS, testWorld } from '../live/shop-for-tests.ts';
import { makePerson } from './make-person.ts';

const world = testWorld('people', 5_000);
const people = Array.from({ length: 5_000 }, (_, index) => makePerson(world, index));
const share = (test: (person: (typeof people)[number]) => boolean) =>
  people.filter(test).length / people.length;

describe('the customers of the demo shop', () => {
  it('are the same people whenever the same seed is used, and others with another seed', () => {
    expect(makePerson(world, 42)).toEqual(people[42]);
    expect(makePerson(testWorld('other', 5_000), 42).email).not.toBe(people[42]!.email);
  });

  it('each have a unique address and number that no real person has', () => {
    expect(new Set(people.map((person) => person.email)).size).toBe(5_000);
    const phones = people.flatMap((person) => person.phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    for (const { email } of people) expect(email).toMatch(/^[a-z]+[._][a-z]+@example\.(com|net|org)$/);
    for (const phone of phones) expect(phone).toMatch(/^\+1\d{3}55501\d{2}$|^\+447700900\d{3}$/);
  });

  it('live in many valid time zones, most of them in America', () => {
    const zones = new Set(people.map((person) => person.zone));
    expect(zones.size).toBeGreaterThan(10);
    for (const zone of zones) expect(isZone(zone)).toBe(true);
    expect(share((person) => person.country === 'US')).toBeGreaterThan(0.6);
    expect(share((person) => person.country === 'DE')).toBeGreaterThan(0.02);
  });

  it('mostly agreed to e-mail, fewer to texts, and some withdrew', () => {
    expect(share((person) => person.consent.email.state === 'subscribed')).toBeCloseTo(0.75, 1);
    expect(share((person) => person.consent.email.state === 'unsubscribed')).toBeCloseTo(0.08, 1);
    const withPhone = people.filter((person) => person.phone !== null);
    expect(withPhone.length / 5_000).toBeGreaterThan(0.45);
    expect(
      withPhone.filter((person) => person.consent.sms.state === 'subscribed').length / withPhone.length,
    ).toBeCloseTo(0.48, 1);
    expect(
      people
        .filter((person) => person.phone === null)
        .every((person) => person.consent.sms.state === 'never-asked'),
    ).toBe(true);
  });

  it('have the source and time of their consent, never before they became customers or in the future', () => {
    for (const { consent, createdAt } of people) {
      for (const given of [consent.email, consent.sms]) {
        if (given.state === 'never-asked') continue;
        expect(Number.isInteger(given.at)).toBe(true);
        expect(given.at).toBeGreaterThanOrEqual(createdAt - 86_400_000 * 2);
        expect(given.at).toBeLessThan(OPENS);
        expect(given.source).not.toBe('');
      }
    }
    const german = people.filter(
      (person) => person.country === 'DE' && person.consent.email.state === 'subscribed',
    );
    expect(german.every((person) => person.consent.email.optIn === 'double')).toBe(true);
  });

  it('came over two years, with more in recent months', () => {
    const year = 365 * 86_400_000;
    expect(Math.min(...people.map((person) => person.createdAt))).toBeGreaterThan(
      OPENS - 2 * year - 86_400_000,
    );
    expect(share((person) => person.createdAt > OPENS - year)).toBeGreaterThan(0.5);
    expect(share((person) => person.createdAt > OPENS)).toBe(0);
  });
});
