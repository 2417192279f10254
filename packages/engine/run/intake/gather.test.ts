import { deadlineHere, withDeadlineOf } from '@millrace/db';
import { expect, test } from 'vitest';
import { Gatherer } from './gather.ts';

/** A store that finishes when told to, and records each batch. */
function slowStore() {
  const batches: number[][] = [];
  const finish: (() => void)[] = [];
  const store = (items: readonly number[]) => {
    batches.push([...items]);
    return new Promise<number[]>((resolve, reject) => {
      finish.push(() =>
        items.includes(13)
          ? reject(new Error(`failed with ${items.length}`))
          : resolve(items.map((item) => item * 10)),
      );
    });
  };
  const next = async () => {
    finish.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { batches, store, next, isBusy: () => finish.length > 0 };
}

test('the first item goes at once, and items that arrive meanwhile go together', async () => {
  const { batches, store, next } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  const results = [1, 2, 3].map((item) => gatherer.add('shop', item, store));
  expect(batches).toEqual([[1]]);
  await next();
  expect(batches).toEqual([[1], [2, 3]]);
  await next();
  expect(await Promise.all(results)).toEqual([10, 20, 30]);
});

test('an item is answered only after the transaction that holds it', async () => {
  const { store, next } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  const answered: number[] = [];
  for (const item of [1, 2]) void gatherer.add('shop', item, store).then((result) => answered.push(result));
  await next();
  expect(answered).toEqual([10]);
  await next();
  expect(answered).toEqual([10, 20]);
});

test('keys do not wait for each other, and an idle key starts afresh', async () => {
  const { batches, store, next } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  void gatherer.add('one', 1, store);
  void gatherer.add('two', 2, store);
  expect(batches).toEqual([[1], [2]]);
  await next();
  await next();
  void gatherer.add('one', 3, store);
  expect(batches).toEqual([[1], [2], [3]]);
});

test('as many batches run at the same time as there are lanes', async () => {
  const { batches, store, next, isBusy } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 2 });
  const results = [1, 2, 3, 4].map((item) => gatherer.add('shop', item, store));
  expect(batches).toEqual([[1], [2]]);
  await next();
  expect(batches).toEqual([[1], [2], [3, 4]]);
  while (isBusy()) await next();
  expect(await Promise.all(results)).toEqual([10, 20, 30, 40]);
});

test('a batch stays within its weight, and a heavier item goes alone', async () => {
  const { batches, store, next, isBusy } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, weigh: (item) => item, lanes: 1 });
  for (const item of [1, 4, 6, 1, 50, 2]) void gatherer.add('shop', item, store);
  while (isBusy()) await next();
  expect(batches).toEqual([[1], [4, 6], [1], [50], [2]]);
});

test('an item that cannot be stored fails only itself', async () => {
  const { batches, store, next, isBusy } = slowStore();
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  const results = Promise.allSettled([1, 2, 13, 4].map((item) => gatherer.add('shop', item, store)));
  while (isBusy()) await next();
  expect(batches).toEqual([[1], [2, 13, 4], [2], [13], [4]]);
  expect(
    (await results).map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason))),
  ).toEqual([10, 20, 'Error: failed with 1', 40]);
});

test('while the database is away one attempt answers for the whole batch', async () => {
  let tries = 0;
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  const away = async () => {
    tries += 1;
    await new Promise((resolve) => setImmediate(resolve));
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => gatherer.add('shop', item, away)));
  expect(results.map((result) => result.status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  expect(tries).toBe(2);
});

test('each batch has the deadline of its own callers, however long ago its lane was opened', async () => {
  const { store, next } = slowStore();
  const deadlines: number[] = [];
  const watched = (items: readonly number[]) => {
    deadlines.push(deadlineHere());
    return store(items);
  };
  const gatherer = new Gatherer<number, number>({ most: 10, lanes: 1 });
  const until = performance.now() + 60_000;
  const results = [
    withDeadlineOf(until, () => gatherer.add('shop', 1, watched)),
    withDeadlineOf(until + 2_000, () => gatherer.add('shop', 2, watched)),
    withDeadlineOf(until + 1_000, () => gatherer.add('shop', 3, watched)),
  ];
  await next();
  results.push(gatherer.add('shop', 4, watched));
  await next();
  await next();
  await Promise.all(results);
  expect(deadlines).toEqual([until, until + 1_000, Number.POSITIVE_INFINITY]);
});
