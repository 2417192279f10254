import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import {
  classicPolicy,
  expectedMargin,
  NEED_SHARES,
  NEEDS,
  persuadeChance,
  purchaseChance,
  readChance,
  returnChance,
  simulateCart,
  simulateTrial,
  traitsOf,
  trialSubject,
  trialWorld,
  trueLift,
  trueUplift,
  writeNothing,
  type Need,
  type Offer,
  type TrialSubject,
} from './index.ts';

const world = trialWorld('truth-test');
const subjects: TrialSubject[] = Array.from({ length: 4_000 }, (_, index) => trialSubject(world, index));
const of = (need: Need) => subjects.filter((subject) => subject.traits.need === need);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const touch = (subject: TrialSubject, offer: Offer, after = DAY) => [
  { at: subject.cart.leftAt + after, channel: 'email' as const, offer },
];
const uplift = (need: Need, offer: Offer) =>
  mean(
    of(need).map((subject) =>
      trueUplift(subject.traits, subject.person, subject.cart, touch(subject, offer)),
    ),
  );
const TEN: Offer = { kind: 'percent', percent: 10 };
const FIFTEEN: Offer = { kind: 'percent', percent: 15 };
const NONE: Offer = { kind: 'none' };

describe('who people are', () => {
  it('follows the stated shares and is the same for ever', () => {
    for (const need of NEEDS) expect(of(need).length / subjects.length).toBeCloseTo(NEED_SHARES[need], 1);
    expect(traitsOf('seed', 3)).toEqual(traitsOf('seed', 3));
  });

  it('decides whether they come back without a message: people who buy anyway do most, people who only look hardly ever', () => {
    const chance = (need: Need) =>
      mean(of(need).map((subject) => returnChance(subject.traits, subject.cart)));
    expect(chance('nothing')).toBeGreaterThan(3 * chance('reminder'));
    expect(chance('only-looks')).toBeLessThan(0.03);
  });
});

describe('what messages truly do', () => {
  it('a discount moves those who need one and adds nearly nothing for full-price buyers', () => {
    expect(uplift('discount', FIFTEEN) - uplift('discount', NONE)).toBeGreaterThan(0.12);
    expect(uplift('nothing', FIFTEEN) - uplift('nothing', NONE)).toBeLessThan(0.01);
  });

  it('a deeper discount moves more of those who need one', () => {
    const by = [5, 10, 15, 20].map((percent) => uplift('discount', { kind: 'percent', percent }));
    expect([...by].sort((first, second) => first - second)).toEqual(by);
  });

  it('a plain reminder is all that forgetful people need', () => {
    expect(uplift('reminder', NONE)).toBeGreaterThan(0.05);
    expect(uplift('reminder', TEN) - uplift('reminder', NONE)).toBeLessThan(0.02);
  });

  it('free shipping moves people who care about it, when there is something to save', () => {
    const paying = of('free-shipping').filter(
      (subject) => subject.cart.shipping > 0 && subject.cart.shipping / subject.cart.goods > 0.06,
    );
    const by = (offer: Offer) =>
      mean(
        paying.map((subject) =>
          trueUplift(subject.traits, subject.person, subject.cart, touch(subject, offer)),
        ),
      );
    expect(by({ kind: 'free-shipping' })).toBeGreaterThan(by(TEN) + 0.05);
  });

  it('texts work on those who like texts and hardly on others', () => {
    const sms = (subject: TrialSubject) =>
      persuadeChance(
        subject.traits,
        subject.cart,
        { at: subject.cart.leftAt + HOUR, channel: 'sms', offer: NONE },
        0,
      );
    const forgetful = of('reminder');
    const likes = forgetful.filter((subject) => subject.traits.textWorks >= 1);
    const others = forgetful.filter((subject) => subject.traits.textWorks < 1);
    expect(mean(likes.map(sms))).toBeGreaterThan(3 * mean(others.map(sms)));
  });

  it('a message at a good hour is read more, and a tired reader reads less', () => {
    const { traits, person, cart } = subjects[0]!;
    const at = (hour: number) => ({
      at: Date.UTC(2026, 5, 10, hour),
      channel: 'email' as const,
      offer: NONE,
    });
    const chances = Array.from({ length: 24 }, (_, hour) => readChance(traits, person, at(hour), 0));
    expect(Math.max(...chances)).toBeGreaterThan(1.4 * Math.min(...chances));
    expect(readChance(traits, person, { ...at(12), at: cart.leftAt }, 5)).toBeLessThan(
      readChance(traits, person, { ...at(12), at: cart.leftAt }, 0),
    );
  });

  it('a discount for everybody costs margin on people who would have bought anyway', () => {
    const margins = (offer: Offer) =>
      mean(
        of('nothing')
          .slice(0, 120)
          .map((subject) =>
            expectedMargin(
              'm',
              subject.traits,
              subject.person,
              subject.cart,
              touch(subject, offer, HOUR),
              60,
            ),
          ),
      );
    expect(margins(FIFTEEN)).toBeLessThan(margins(NONE));
  });
});

describe('the simulator', () => {
  it('gives the same result for the same cart and messages', () => {
    const { traits, person, cart } = subjects[11]!;
    expect(simulateCart('s', traits, person, cart, touch(subjects[11]!, TEN))).toEqual(
      simulateCart('s', traits, person, cart, touch(subjects[11]!, TEN)),
    );
  });

  it('agrees with the formula for the chance of buying, over many carts', () => {
    const policy = classicPolicy(TEN);
    const expected = mean(
      subjects.map(({ traits, person, cart }) => purchaseChance(traits, person, cart, policy(person, cart))),
    );
    const seen = mean(
      subjects.flatMap(({ traits, person, cart }) =>
        ['a', 'b', 'c', 'd', 'e'].map((seed) =>
          simulateCart(seed, traits, person, cart, policy(person, cart)).boughtAt === null ? 0 : 1,
        ),
      ),
    );
    // Standard error of 20,000 draws is 0.0025; people who unsubscribe in between take away a little.
    expect(Math.abs(seen - expected)).toBeLessThan(0.01);
  });

  it('never loses a sale by a message: people who buy without messages also buy with them, no later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_999 }), fc.string({ maxLength: 6 }), (index, seed) => {
        const { traits, person, cart } = subjects[index]!;
        const alone = simulateCart(seed, traits, person, cart);
        const written = simulateCart(seed, traits, person, cart, classicPolicy(TEN)(person, cart));
        if (alone.boughtAt !== null) expect(written.boughtAt).toBeLessThanOrEqual(alone.boughtAt);
      }),
    );
  });

  it('keeps the order: read, clicked, bought; and nothing is read after the purchase', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_999 }), fc.string({ maxLength: 6 }), (index, seed) => {
        const { traits, person, cart } = subjects[index]!;
        const touches = classicPolicy(TEN)(person, cart);
        const outcome = simulateCart(seed, traits, person, cart, touches);
        outcome.reactions.forEach((reaction, place) => {
          if (!reaction) return;
          if (reaction.readAt !== null) expect(reaction.readAt).toBeGreaterThanOrEqual(touches[place]!.at);
          if (reaction.clickedAt !== null) expect(reaction.clickedAt).toBeGreaterThan(reaction.readAt!);
          if (reaction.boughtAt !== null) expect(reaction.boughtAt).toBeGreaterThan(reaction.clickedAt!);
        });
        if (outcome.boughtAt === null) expect(outcome.margin).toBe(0);
      }),
    );
  });
});

describe('trials against a holdout', () => {
  it('estimate the true lift', () => {
    const truth = trueLift(classicPolicy(TEN), 6_000);
    const rows = simulateTrial({ seed: 'trial-1', people: 12_000, holdout: 0.5, policy: classicPolicy(TEN) });
    const rate = (heldOut: boolean) =>
      mean(rows.filter((row) => row.heldOut === heldOut).map((row) => (row.converted ? 1 : 0)));
    expect(truth.conversion).toBeGreaterThan(0.04);
    expect(truth.margin).toBeGreaterThan(0);
    // Four standard errors of a difference of two shares of 6,000 people each.
    expect(Math.abs(rate(false) - rate(true) - truth.conversion)).toBeLessThan(0.026);
  });

  it('find no effect without messages', () => {
    expect(trueLift(writeNothing, 500)).toMatchObject({ conversion: 0, margin: 0 });
  });

  it('show that offers only to those who need them earn more than offers to all', () => {
    const targeted = trueLift((person, cart) => {
      const { need } = traitsOf('truth', person.index);
      const offer: Offer =
        need === 'discount' ? FIFTEEN : need === 'free-shipping' ? { kind: 'free-shipping' } : NONE;
      return classicPolicy(offer)(person, cart);
    }, 6_000);
    const toAll = trueLift(classicPolicy(FIFTEEN), 6_000);
    expect(targeted.margin).toBeGreaterThan(toAll.margin);
  });
});
