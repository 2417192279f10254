import { setTimeout as pause } from 'node:timers/promises';
import type { Product } from './product.ts';

/**
 * Senders that retry: an event that was not accepted is sent again with the same id.
 * @param between milliseconds from a response to the sender's next event
 */
export function shopTraffic({ api }: Product, between = 20) {
  const counts = { requests: 0, turnedAway: 0, unanswered: 0, slowest: 0, taken: 0 };
  const people: string[] = [];
  let made = 0;
  let stopped = false;
  let sending: Promise<unknown> = Promise.resolve();
  const waiting = new Set<() => void>();

  const send = async (number: number): Promise<boolean> => {
    const person = `p${number}@example.com`;
    const event = {
      id: `e${number}`,
      type: 'signed-up',
      customer: { email: person, consent: { email: { state: 'subscribed' } } },
    };
    const began = performance.now();
    counts.requests += 1;
    const answer = await api('POST', '/events', [event]).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    counts.slowest = Math.max(counts.slowest, performance.now() - began);
    if (answer?.status === 202) {
      counts.taken += 1;
      people.push(person);
      for (const tell of waiting) tell();
      return true;
    }
    if (answer) counts.turnedAway += 1;
    else counts.unanswered += 1;
    return false;
  };
  const sender = async () => {
    while (!stopped) {
      const number = (made += 1);
      // Retries until accepted, also after the end of the traffic, so that no customer is given up.
      for (let tries = 0; !(await send(number)) && tries < 500; tries += 1) await pause(100);
      await pause(between);
    }
  };
  return {
    counts,
    people,
    start(lanes: number) {
      sending = Promise.all(Array.from({ length: lanes }, sender));
    },
    nextTaken: () =>
      new Promise<void>((resolve) => {
        const tell = () => {
          waiting.delete(tell);
          resolve();
        };
        waiting.add(tell);
      }),
    async stop() {
      stopped = true;
      await sending;
    },
  };
}
