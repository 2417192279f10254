import { DAY, hash53, type Instant } from '@millrace/base';
import { createRandom, type Random } from '../random.ts';
import { CATEGORIES, type Category } from '../shop/product.ts';
import { emailConsent, smsConsent } from './consents.ts';
import { emailFor, nameFor } from './names.ts';
import { ACQUISITION_SOURCES, type Device, type Person, type World } from './person.ts';
import { phoneFor, PLACES, STREETS } from './places.ts';

const FIRST_CUSTOMER = 7_120_440_000_000;
const APART = 37;
/** How far the history reaches back. */
export const PAST = 730 * DAY;

/** The favourite hours of different kinds of people, with a weight for each kind. */
const DAYS: readonly (readonly [weight: number, hours: readonly number[]])[] = [
  [24, [6, 7, 20]],
  [20, [12, 13, 19]],
  [26, [19, 20, 21]],
  [14, [21, 22, 23]],
  [10, [9, 10, 15]],
  [6, [5, 6, 12]],
];

/** The index of the person with this customer id; null when no person can have it. */
export function indexOfCustomer(customerId: number): number | null {
  const index = (customerId - FIRST_CUSTOMER) / APART;
  return Number.isInteger(index) && index >= 0 ? index : null;
}

/** Everything the shop knows about one person, from their index alone. `since` is for those who come after the opening. */
export function makePerson(world: World, index: number, since?: Instant): Person {
  const random = createRandom(world.seed, 'person', index);
  const [city, region, country, zone, postalCode, language] = random.weighted(PLACES, (place) => place[6]);
  const [firstName, lastName, round] = nameFor(index, hash53(world.seed) % 9_000);
  const createdAt = since ?? becameKnown(world, index, random);
  const phone = random.chance(country === 'GB' ? 0.7 : 0.66) ? phoneFor(index, country) : null;
  const until = since === undefined ? world.opensAt : since + 2 * DAY;
  return {
    index,
    customerId: FIRST_CUSTOMER + index * APART,
    tags: ['demo'],
    email: emailFor(firstName, lastName, round, index),
    phone,
    firstName,
    lastName,
    street: `${random.integer(1, 240)} ${random.pick(STREETS)}`,
    city,
    region,
    country,
    postalCode,
    zone,
    language,
    createdAt,
    source: random.weighted(
      ACQUISITION_SOURCES,
      (source) =>
        ({ instagram: 26, search: 24, 'newsletter-swap': 9, friend: 14, podcast: 7, 'farmers-market': 6 })[
          source as string
        ] ?? 14,
    ),
    device: random.weighted<Device>(
      ['mobile', 'desktop', 'tablet'],
      (device) => ({ mobile: 61, desktop: 33, tablet: 6 })[device],
    ),
    favouriteHours: random.weighted(DAYS, (day) => day[0])[1],
    tastes: tastesOf(random),
    consent: {
      email: emailConsent(country, createdAt, until, random),
      sms: smsConsent(phone, createdAt, until, random),
    },
  };
}

/** When a person became a customer. The shop grew, so more came later, and most before each Christmas. */
function becameKnown(world: World, index: number, random: Random): Instant {
  const share = (index + random.next()) / world.population;
  const grown = Math.sqrt(0.08 + 0.92 * share);
  const start = Math.sqrt(0.08);
  return Math.round(world.opensAt - PAST + ((grown - start) / (1 - start)) * (PAST - 2 * DAY));
}

/** Their taste: one or two shelves they like much, and the others a little. */
function tastesOf(random: Random): Record<Category, number> {
  const tastes = Object.fromEntries(
    CATEGORIES.map((category) => [category, random.between(0.1, 0.5)]),
  ) as Record<Category, number>;
  const main = random.weighted(
    CATEGORIES,
    (category) =>
      ({ Coffee: 30, Brewing: 18, 'Camp kitchen': 16, 'Mugs & table': 14, 'Fire & light': 9, Pantry: 8 })[
        category as string
      ] ?? 5,
  );
  tastes[main] += 3;
  if (random.chance(0.6)) tastes[random.pick(CATEGORIES)] += 1.2;
  return tastes;
}
