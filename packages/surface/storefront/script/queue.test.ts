import { describe, expect, test } from 'vitest';
import { Queue, type StoreEvent } from './queue.ts';

interface Body {
  readonly visitor: string;
  readonly events: readonly { readonly id: string; readonly ago: number }[];
}

/** A wire with a clock of its own, which answers as it is told. */
function world({ allowed = true } = {}) {
  let now = 1_000;
  const timers: { at: number; run: () => void }[] = [];
  const posts: Body[] = [];
  const beacons: Body[] = [];
  const state = { status: 202, allowed, takesBeacons: true };
  const queue = new Queue(
    {
      now: () => now,
      post: (body) => {
        posts.push(JSON.parse(body) as Body);
        return Promise.resolve(state.status);
      },
      beacon: (body) => {
        if (state.takesBeacons) beacons.push(JSON.parse(body) as Body);
        return state.takesBeacons;
      },
      later: (run, milliseconds) => void timers.push({ at: now + milliseconds, run }),
    },
    () => (state.allowed ? { visitor: 'v', token: null } : null),
  );
  const pass = async (milliseconds: number) => {
    const until = now + milliseconds;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
      // The answer of a request comes after what is running now.
      await new Promise((resolve) => setImmediate(resolve));
    }
    now = until;
  };
  const event = (id: string): StoreEvent => ({ id, type: 'page-viewed', at: now, properties: {} });
  return { queue, pass, posts, beacons, state, event };
}
const ids = (bodies: readonly Body[]) => bodies.map(({ events }) => events.map(({ id }) => id));

describe('events of a page', () => {
  test('that come together are sent together, with how long ago they happened', async () => {
    const { queue, pass, posts, event } = world();
    queue.add(event('a'));
    await pass(300);
    queue.add(event('b'));
    await pass(5_000);
    expect(ids(posts)).toEqual([['a', 'b']]);
    expect(posts[0]!.events.map(({ ago }) => ago)).toEqual([400, 100]);
  });

  test('wait until somebody may be named, and are then sent', async () => {
    const { queue, pass, posts, beacons, state, event } = world({ allowed: false });
    queue.add(event('a'));
    await pass(60_000);
    queue.leave();
    expect([posts, beacons]).toEqual([[], []]);
    state.allowed = true;
    queue.plan(0);
    await pass(0);
    expect(ids(posts)).toEqual([['a']]);
  });

  test.each([0, 429, 500, 503])(
    'are sent again after %i, under the same id, later and later',
    async (status) => {
      const { queue, pass, posts, state, event } = world();
      state.status = status;
      queue.add(event('a'));
      await pass(3_000);
      expect(ids(posts)).toEqual([['a'], ['a']]);
      state.status = 202;
      await pass(60_000);
      expect(ids(posts)).toEqual([['a'], ['a'], ['a']]);
    },
  );

  test('are given up after a few tries, and tried again with the next one', async () => {
    const { queue, pass, posts, state, event } = world();
    state.status = 0;
    queue.add(event('a'));
    await pass(10 * 60_000);
    expect(posts).toHaveLength(4);
    state.status = 202;
    queue.add(event('b'));
    await pass(1_000);
    expect(ids(posts).at(-1)).toEqual(['a', 'b']);
  });

  test.each([400, 403, 413, 422])('that are refused (%i) are not sent again', async (status) => {
    const { queue, pass, posts, state, event } = world();
    state.status = status;
    queue.add(event('a'));
    await pass(10 * 60_000);
    expect(ids(posts)).toEqual([['a']]);
  });

  test('leave with the page, all of them, in parts that a beacon takes', () => {
    const { queue, beacons, event } = world();
    for (let number = 0; number < 45; number += 1) queue.add(event(String(number)));
    queue.leave();
    expect(beacons.map(({ events }) => events.length)).toEqual([20, 20, 5]);
    queue.leave();
    expect(beacons).toHaveLength(3);
  });

  test('stay where the browser refuses the beacon', async () => {
    const { queue, pass, posts, state, event } = world();
    state.takesBeacons = false;
    queue.add(event('a'));
    queue.leave();
    await pass(1_000);
    expect(ids(posts)).toEqual([['a']]);
  });

  test('are never more than fifty, the newest', () => {
    const { queue, beacons, event } = world();
    for (let number = 0; number < 80; number += 1) queue.add(event(String(number)));
    queue.leave();
    const sent = ids(beacons).flat();
    expect([sent.length, sent[0], sent.at(-1)]).toEqual([50, '30', '79']);
  });
});
