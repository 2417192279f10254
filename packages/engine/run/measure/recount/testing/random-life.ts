import fc from 'fast-check';

/**
 * One thing that can happen to a store: to its people, flows, settings or providers, or to the process
 * itself.
 */
export type Happening =
  | {
      readonly do: 'sign-up' | 'open' | 'click' | 'unsubscribe' | 'erase' | 'enrol-by-hand' | 'cancel';
      readonly who: number;
    }
  | { readonly do: 'fill-cart' | 'buy'; readonly who: number; readonly cart: number }
  | { readonly do: 'merge'; readonly who: number; readonly into: number }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'pause' | 'stop'; readonly flow: number }
  | { readonly do: 'resume'; readonly flow: number; readonly overdue: 'send-now' | 'spread' | 'skip-older' }
  | {
      readonly do: 'publish';
      readonly flow: number;
      readonly inside: 'stay' | 'move' | 'leave';
      readonly shape: number;
    }
  | { readonly do: 'kill-switch' | 'cap' | 'quiet-hours'; readonly on: boolean }
  | { readonly do: 'mood'; readonly mood: 'takes' | 'busy' | 'refuses' | 'rejects' | 'breaks' }
  | {
      readonly do: 'report';
      readonly who: number;
      readonly event: 'message-delivered' | 'message-undelivered';
    }
  | { readonly do: 'resolve'; readonly arrived: boolean }
  | { readonly do: 'crash'; readonly after: number; readonly committed: boolean }
  | { readonly do: 'global-holdout'; readonly share: number }
  | { readonly do: 'roll-up' };

const who = fc.nat({ max: 3 });
const flow = fc.nat({ max: 1 });
const on = fc.boolean();

/**
 * Happenings that advance people are likelier than those that end everything, so that there is something to
 * end.
 */
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      minutes: fc.constantFrom(1, 20, 60, 61, 90, 200, 600, 1_500),
    }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('sign-up' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('fill-cart' as const), who, cart: fc.nat({ max: 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('buy' as const), who, cart: fc.nat({ max: 1 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('open' as const, 'click' as const, 'unsubscribe' as const),
      who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('enrol-by-hand' as const, 'cancel' as const, 'erase' as const),
      who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('global-holdout' as const),
      share: fc.constantFrom(0, 0.3, 0.5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), who, into: who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('pause' as const, 'pause' as const, 'pause' as const, 'stop' as const),
      flow,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('resume' as const),
      flow,
      overdue: fc.constantFrom('send-now' as const, 'spread' as const, 'skip-older' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      flow,
      inside: fc.constantFrom('stay' as const, 'move' as const, 'leave' as const),
      shape: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('kill-switch' as const, 'cap' as const, 'quiet-hours' as const),
      on: fc.constantFrom(true, false, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mood' as const),
      mood: fc.constantFrom('takes', 'takes', 'busy', 'refuses', 'rejects', 'breaks', 'breaks'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      who,
      event: fc.constantFrom('message-delivered', 'message-undelivered'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), arrived: on }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('crash' as const), after: fc.nat({ max: 4 }), committed: on }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('roll-up' as const) }) },
) as fc.Arbitrary<Happening>;

export const randomLife = fc.array(happening, { minLength: 30, maxLength: 90, size: 'max' });
