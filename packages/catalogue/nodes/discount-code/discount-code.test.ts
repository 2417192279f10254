import { describe, expect, test } from 'vitest';
import { HOUR } from '@millrace/base';
import { facts, NOW } from '@millrace/flow/testing';
import type { CallAnswer, CodeTerms } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { discountCode } from './definition.ts';

const FIXED = { from: 'fixed', kind: 'percentage', percent: 10, validHours: 72, prefix: 'BACK' };
const made = (config: Readonly<Record<string, unknown>>, stage?: Parameters<typeof arriveAt>[2]) => {
  const move = arriveAt(discountCode, config, stage);
  return 'call' in move ? (move.call.memory as unknown as { code: string; terms: CodeTerms }) : null;
};
const answer = (outcome: CallAnswer['outcome'], more: Partial<CallAnswer> = {}): CallAnswer => ({
  type: 'answer',
  callId: 'call',
  outcome,
  result: null,
  reason: null,
  ...more,
});

describe('the code a person gets', () => {
  test('is theirs alone: another person, or a second visit, has another', () => {
    const codes = [
      made(FIXED),
      made(FIXED, { visit: 2 }),
      made(FIXED, { facts: { enrolment: { ...facts().enrolment, id: 'another' } } }),
    ].map((one) => one?.code);
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^BACK-[2-9A-HJ-NP-Z]{10}$/);
  });
  test('is the same when the step is done a second time', () => {
    expect(made(FIXED)).toEqual(made(FIXED));
  });
  test('has no hyphen when it has no beginning of its own', () => {
    expect(made({ ...FIXED, prefix: '' })?.code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
  });
  test('ends when the marketer said, counted from now', () => {
    expect(made(FIXED)?.terms.expiresAt).toBe(NOW + 72 * HOUR);
  });
  test('is made in the store, with the same terms', () => {
    const { code, terms } = made(FIXED)!;
    expect(arriveAt(discountCode, FIXED)).toMatchObject({
      call: {
        capability: 'make-code',
        input: {
          code,
          kind: 'percentage',
          value: 10,
          minimum: terms.minimum,
          startsAt: NOW,
          endsAt: terms.expiresAt,
        },
      },
    });
  });
  test('is kept for later messages once the store has made it, with its first terms, however late that is', () => {
    const memory = made(FIXED)! as never;
    const later = { cursor: { memory }, facts: { now: NOW + 5 * HOUR } };
    expect(wakeAt(discountCode, FIXED, answer('done'), later)).toMatchObject({
      go: 'next',
      with: { code: memory, variables: { code: memory } },
    });
  });
  test.each(['refused', 'failed', 'unknown', 'skipped'] as const)(
    'is shown by no message when it was not made (%s)',
    (outcome) => {
      for (const ifNotDone of ['continue', 'way', 'ways', 'end']) {
        const move = wakeAt(discountCode, { ...FIXED, ifNotDone }, answer(outcome), {
          cursor: { memory: made(FIXED)! as never },
        });
        expect(move).not.toHaveProperty('with');
      }
    },
  );
  test('of people in the holdout is known to later steps, and made nowhere', () => {
    const assumed = made(FIXED)! as never;
    const move = wakeAt(discountCode, FIXED, answer('silent', { result: assumed }));
    expect(move).toEqual({ go: 'next', with: { variables: { code: assumed } } });
  });
});

describe('the margin floor of the store', () => {
  // Half of the price is the cost of the goods, a fifth has to remain, shipping costs 500.
  const bought = { facts: { cart: null } };
  test('prevents a code that would leave less on any order', () => {
    const move = arriveAt(discountCode, { ...FIXED, percent: 40 }, bought);
    expect(move).toMatchObject({
      go: 'next',
      sentence: 'No code: the margin would fall below the floor of 20%.',
    });
    expect(move).not.toHaveProperty('with');
  });
  test('lets an amount off and free shipping work from the smallest order that keeps it', () => {
    expect(made({ from: 'fixed', kind: 'amount', amount: 500 }, bought)?.terms.minimum).toBe(1_334);
    expect(made({ from: 'fixed', kind: 'amount', amount: 500, minimum: 1_000 }, bought)?.terms.minimum).toBe(
      1_334,
    );
    expect(made({ from: 'fixed', kind: 'free-shipping' }, bought)?.terms.minimum).toBe(1_667);
  });
  test('holds for the chosen offer too', () => {
    const offered = { ...bought, cursor: { variables: { offerKind: 'free-shipping', offerValue: 0 } } };
    expect(made({ from: 'offer' }, offered)?.terms).toMatchObject({ kind: 'free-shipping', minimum: 1_667 });
  });
});

describe('what the code gives', () => {
  test.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['percent off', FIXED, { kind: 'percentage', value: 10, minimum: null }],
    [
      'an amount off, from an order of a certain size',
      { from: 'fixed', kind: 'amount', amount: 500, minimum: 3_000 },
      { kind: 'amount', value: 500, minimum: 3_000 },
    ],
    ['free shipping', { from: 'fixed', kind: 'free-shipping' }, { kind: 'free-shipping', value: 0 }],
  ])('%s', (_name, config, terms) => expect(made(config)?.terms).toMatchObject(terms));

  test.each<[string, Readonly<Record<string, string | number>>, object | null]>([
    [
      'the percentage that was decided on',
      { offerKind: 'percentage', offerValue: 5 },
      { kind: 'percentage', value: 5 },
    ],
    [
      'free shipping, when that was decided on',
      { offerKind: 'free-shipping', offerValue: 0 },
      { kind: 'free-shipping', value: 0 },
    ],
    ['nothing when no offer was made', { offerKind: 'none', offerValue: 0 }, null],
    ['nothing when nothing was decided', {}, null],
  ])('from the offer decision: %s', (_name, variables, terms) => {
    const code = made({ from: 'offer' }, { cursor: { variables } });
    if (terms === null) expect(code).toBeNull();
    else expect(code?.terms).toMatchObject(terms);
  });
});

test('without an offer the person goes on anyway, and the history says why', () => {
  expect(arriveAt(discountCode, { from: 'offer' })).toEqual({
    go: 'next',
    sentence: 'No code: no offer was chosen.',
  });
});

describe('the limits of the store', () => {
  const limited = (discounts: Readonly<Record<string, unknown>>) => ({
    facts: {
      store: {
        ...facts().store,
        marginFloor: 0,
        discounts: { deepest: null, perCustomer: null, ofCarts: null, ...discounts },
      },
    },
  });

  test('hold for a code that is always the same', () => {
    expect(arriveAt(discountCode, { ...FIXED, percent: 25 }, limited({ deepest: 0.2 }))).toMatchObject({
      go: 'next',
      sentence: 'No code: it is deeper than the 20% that the store allows.',
    });
    expect(
      arriveAt(discountCode, FIXED, limited({ perCustomer: { most: 1, days: 90, had: 1 } })),
    ).toMatchObject({
      go: 'next',
      sentence: 'No code: they got 1 discount in 90 days, and the store allows 1.',
    });
    expect(made(FIXED, limited({ perCustomer: { most: 2, days: 90, had: 1 } }))).not.toBeNull();
  });

  test('make the smallest order of an amount off so large that it is not too deep', () => {
    const terms = made(
      { from: 'fixed', kind: 'amount', amount: 500, validHours: 24 },
      limited({ deepest: 0.1 }),
    )!.terms;
    expect(terms.minimum).toBe(5_000);
  });

  test('were kept when a decision chose the offer, so it is not refused afterwards', () => {
    const stage = limited({ perCustomer: { most: 1, days: 90, had: 1 } });
    const variables = { offer: 'percent-10', offerKind: 'percentage', offerValue: 10 };
    expect(made({ from: 'offer', validHours: 24 }, { ...stage, cursor: { variables } })).not.toBeNull();
  });
});

test('an amount that the decision chose is taken off, and a gift or a payment plan needs no code', () => {
  const after = (variables: Readonly<Record<string, string | number>>) =>
    arriveAt(discountCode, { from: 'offer', validHours: 24 }, { cursor: { variables } });
  expect(after({ offer: 'amount-5', offerKind: 'amount', offerValue: 500 })).toMatchObject({
    call: { input: { kind: 'amount', value: 500 } },
  });
  for (const offerKind of ['gift', 'payment-plan'])
    expect(after({ offer: offerKind, offerKind, offerValue: 3 })).toMatchObject({
      go: 'next',
      sentence: 'No code: the offer that was chosen needs none.',
    });
});

test('a missing amount is a problem, and lower-case letters in a prefix are refused', () => {
  expect(checked(discountCode, { from: 'fixed', kind: 'amount' })).toEqual(['Amount off is missing.']);
  expect(checked(discountCode, FIXED)).toEqual([]);
  expect(discountCode.config.safeParse({ ...FIXED, prefix: 'back' }).error?.issues[0]?.message).toMatch(
    /capital letters/,
  );
});

test('only a code from the offer decision needs one before it', () => {
  const uses = (config: Readonly<Record<string, unknown>>) =>
    discountCode.uses?.(discountCode.config.parse(config) as never);
  expect(uses({ from: 'offer' })).toEqual(['offer']);
  expect(uses(FIXED)).toEqual([]);
});
