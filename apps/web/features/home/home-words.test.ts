import { describe, expect, it } from 'vitest';
import { firstSteps, type Begun } from './checklist.ts';
import { afterName, keptBack, todaySentence } from './today.ts';

const quiet = { orders: 0, revenue: 0, entered: 0, sent: 0, held: 0, refused: 0, abandoned: 0 };

describe('the first line on Home', () => {
  it('sums up carts, messages and orders of the last day in one sentence', () => {
    expect(
      todaySentence({
        today: { ...quiet, abandoned: 48, sent: 1, orders: 12, revenue: 184_050 },
        currency: 'USD',
      }),
    ).toBe(
      'In the last 24 hours 48 carts were abandoned, your flows sent 1 message and 12 orders worth $1,841 came in.',
    );
  });
  it('says that nothing happened instead of showing zeros', () => {
    expect(todaySentence({ today: quiet, currency: 'EUR' })).toContain('Nothing has happened');
  });
  it('reads as a sentence when a name stands before what happened', () => {
    expect(afterName('Abandoned cart')).toBe('abandoned a cart');
    expect(keptBack({ held: 3, refused: 2 })).toBe('3 waited, 2 not sent');
  });
});

describe('the first ten minutes', () => {
  const fresh: Begun = {
    demo: true,
    alive: false,
    flows: [],
    sent: false,
    readMessage: false,
    ownStore: false,
  };
  const done = (begun: Begun) =>
    firstSteps(begun)
      .filter((step) => step.done)
      .map((step) => step.id);

  it('ticks off a step only when it is really done', () => {
    expect(done(fresh)).toEqual([]);
    expect(done({ ...fresh, alive: true, flows: [{ id: 'f', liveVersion: null }] })).toEqual([
      'alive',
      'clone',
    ]);
    expect(done({ ...fresh, flows: [{ id: 'f', liveVersion: 1 }] })).toEqual(['clone', 'publish']);
  });
  it('does not count a message as read before one was ever sent', () => {
    expect(done({ ...fresh, readMessage: true })).toEqual([]);
    expect(done({ ...fresh, readMessage: true, sent: true })).toEqual(['read']);
  });
  it('links from publishing to the flow that was created', () => {
    expect(
      firstSteps({ ...fresh, flows: [{ id: 'f7', liveVersion: null }] }).find((step) => step.id === 'publish')
        ?.href,
    ).toBe('/flows/f7');
  });
  it('leaves the demo shop out where there is none', () => {
    expect(firstSteps({ ...fresh, demo: false }).map((step) => step.id)).not.toContain('alive');
  });
});
