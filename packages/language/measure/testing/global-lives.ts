import { holdoutReport, type HoldoutArm, type HoldoutPeriod } from '../global-holdout.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

/** A shop of people who are all drawn on the first day, or come later, and order again and again. */
export interface GlobalShop {
  readonly name: string;
  readonly people: number;
  /** Share held out in each period; all are as long. */
  readonly shares: readonly number[];
  readonly days: number;
  /** How people order: at random, much less or more often than others, or at even intervals. */
  readonly rhythm: 'random' | 'even';
  /** New people each day. */
  readonly newcomers?: number;
  /** Share of orders that come back in full within three weeks. */
  readonly returned?: number;
  /** The treated order so many times as often. 1 is no effect. */
  readonly effect?: number;
}

interface Person {
  readonly draw: number;
  readonly since: number;
  readonly rate: number;
  next: number;
  orders: number;
  margin: number;
}

/** At which looks, one a day, a gain or a loss was claimed. */
export interface GlobalLife {
  readonly claims: readonly { readonly day: number; readonly state: string }[];
  readonly shown: boolean;
  /** The interval of the last look. */
  readonly last: HoldoutPeriod[];
}

export function globalLife(shop: GlobalShop, seed: number, report = holdoutReport): GlobalLife {
  const random = seededRandom(seed);
  const normal = () => seededNormal(random);
  const exponential = () => -Math.log(1 - random());
  // Rates with a coefficient of variation of about 1.3: most order rarely, a few very often.
  const newPerson = (since: number): Person => {
    const rate = 0.02 * Math.exp(normal() - 0.5);
    return { draw: random(), since, rate, next: since + exponential() / rate, orders: 0, margin: 0 };
  };
  const everybody = Array.from({ length: shop.people }, () => newPerson(0));
  const finished: HoldoutPeriod[] = [];
  const claims: { day: number; state: string }[] = [];
  let shown = false;
  let last: HoldoutPeriod[] = [];
  const refunds: { day: number; person: Person; amount: number }[] = [];
  const periodDays = shop.days / shop.shares.length;
  for (let day = 1; day <= shop.days; day += 1) {
    const period = Math.min(shop.shares.length - 1, Math.floor((day - 1) / periodDays));
    const share = shop.shares[period]!;
    if (day > 1 && Math.floor((day - 2) / periodDays) < period) {
      finished.push(periodOf(everybody, shop.shares[period - 1]!));
      for (const person of everybody) Object.assign(person, { orders: 0, margin: 0 });
      refunds.length = 0;
    }
    for (let index = 0; index < (shop.newcomers ?? 0); index += 1) everybody.push(newPerson(day));
    for (const person of everybody) {
      const speed = person.draw >= share ? (shop.effect ?? 1) : 1;
      while (person.next <= day) {
        const amount = Math.round(2_000 * Math.exp(0.9 * normal() - 0.4));
        person.orders += 1;
        person.margin += amount;
        if (random() < (shop.returned ?? 0))
          refunds.push({ day: day + Math.ceil(21 * random()), person, amount });
        person.next += (shop.rhythm === 'even' ? 1 + 0.1 * normal() : exponential()) / (person.rate * speed);
      }
    }
    for (const refund of refunds)
      if (refund.day === day) Object.assign(refund.person, { margin: refund.person.margin - refund.amount });
    last = [...finished, periodOf(everybody, share)];
    const { state, margin } = report(last);
    shown ||= margin !== null;
    if (state === 'gain' || state === 'loss') claims.push({ day, state });
  }
  return { claims, shown, last };
}

function periodOf(people: readonly Person[], share: number): HoldoutPeriod {
  const arms = { treated: emptyArm(), heldOut: emptyArm() };
  for (const { draw, orders, margin } of people) {
    const arm = draw < share ? arms.heldOut : arms.treated;
    arm.people += 1;
    arm.converted += orders > 0 ? 1 : 0;
    arm.orders += orders;
    arm.margin += margin;
    arm.marginSquared += margin * margin;
  }
  return { share, ...arms };
}

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };
const emptyArm = (): Writable<HoldoutArm> => ({
  people: 0,
  converted: 0,
  orders: 0,
  margin: 0,
  marginSquared: 0,
});

const YEAR = { days: 180, people: 1_500 } as const;
/** Shops without any effect. */
export const IDLE_SHOPS: readonly GlobalShop[] = [
  { ...YEAR, name: 'people who order at random', shares: [0.1], rhythm: 'random' },
  { ...YEAR, name: 'people who order at even intervals', shares: [0.1], rhythm: 'even' },
  {
    ...YEAR,
    name: 'a growing shop with returns',
    shares: [0.2],
    rhythm: 'random',
    people: 600,
    newcomers: 6,
    returned: 0.15,
  },
  { ...YEAR, name: 'a share that changes twice', shares: [0.05, 0.3, 0.1], rhythm: 'random' },
];

/** How many of the lives ever claim something. */
export const globalAlarms = (shop: GlobalShop, lives: number, report = holdoutReport): number =>
  Array.from({ length: lives }, (_, index) => globalLife(shop, 31 * index + 7, report)).filter(
    ({ claims }) => claims.length > 0,
  ).length;
