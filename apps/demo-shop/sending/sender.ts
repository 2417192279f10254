import type { Settings } from '../settings.ts';
import { webhookHeaders } from './signature.ts';
import { SHOP } from '../shop/shop.ts';
import { backoff, call as callFor, verdictOf, type Answer, type Call } from './call.ts';
import type { Parcel } from './parcel.ts';

export interface Sender {
  put(parcel: Parcel): void;
  /** Parcels that are not taken yet, including those being sent. */
  waiting(): readonly Parcel[];
  readonly sent: number;
  readonly refused: number;
  /** Waits for the requests being sent; the rest stays in `waiting`. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  /** Read again for each try, since keys may change while the shop runs. */
  readonly settings: () => Settings;
  readonly say: (sentence: string) => void;
  readonly waiting?: readonly Parcel[];
  readonly call?: Call;
  readonly atOnce?: number;
  /** Milliseconds in a second; fewer in tests. */
  readonly second?: number;
}

const SOME_TRIES = 12;

/**
 * Sends parcels in order within their lane, and several lanes at once. When Millrace does not answer, or asks to wait, all
 * parcels wait, longer each time. When only one parcel fails, the others go on, and it is given up after some tries.
 */
export function createSender({
  settings,
  say,
  waiting = [],
  call = callFor,
  atOnce = 6,
  second = 1_000,
}: SenderOptions): Sender {
  const queue: Parcel[] = [...waiting];
  const tries = new Map<string, number>();
  const busyLanes = new Set<string>();
  const delayed = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const totals = { sent: 0, refused: 0 };
  let failures = 0;
  let closedUntil = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;

  function wake(after = 0): void {
    if (stopped || (timer && after > 0)) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      work();
    }, after);
  }

  function work(): void {
    if (stopped || queue.length === 0) return;
    const now = Date.now();
    if (now < closedUntil) return wake(closedUntil - now);
    const blocked = new Set(busyLanes);
    for (const parcel of queue) {
      // After a failure, one parcel is sent alone to see whether Millrace answers again.
      if (underWay.size >= (failures > 0 ? 1 : atOnce)) return;
      if (blocked.has(parcel.lane)) continue;
      blocked.add(parcel.lane);
      const until = delayed.get(parcel.lane) ?? 0;
      if (now < until) {
        wake(until - now);
        continue;
      }
      busyLanes.add(parcel.lane);
      const sending = send(parcel).finally(() => {
        underWay.delete(sending);
        busyLanes.delete(parcel.lane);
        wake();
      });
      underWay.add(sending);
    }
  }

  async function send(parcel: Parcel): Promise<void> {
    const answer = await call(requestFor(parcel, settings()));
    settle(parcel, answer);
  }

  function settle(parcel: Parcel, answer: Answer): void {
    const verdict = verdictOf(answer);
    if (verdict === 'taken' || verdict === 'refused') {
      if (failures > 2) say('Millrace answers again.');
      failures = 0;
      remove(parcel);
      if (verdict === 'taken') totals.sent += 1;
      else refuse(parcel, answer);
      return;
    }
    const count = (tries.get(parcel.id) ?? 0) + 1;
    tries.set(parcel.id, count);
    if (answer.status === 500 && failures === 0) {
      // The others go on: perhaps only this parcel fails.
      delayed.set(parcel.lane, Date.now() + backoff(count, answer.retryAfter) * second);
      if (count < SOME_TRIES) return;
      remove(parcel);
      refuse(parcel, answer);
      return;
    }
    failures += 1;
    closedUntil = Date.now() + (verdict === 'no-access' ? 15 : backoff(failures, answer.retryAfter)) * second;
    if (failures === 3)
      say(
        verdict === 'no-access'
          ? `Millrace refuses the key or the connection of the shop (${answer.status}); the shop tries again every 15 seconds.`
          : `Millrace does not answer (${answer.status || 'no connection'}); ${queue.length} requests wait.`,
      );
  }

  function refuse(parcel: Parcel, answer: Answer): void {
    totals.refused += 1;
    delayed.delete(parcel.lane);
    if (totals.refused <= 20)
      say(
        `Millrace refused ${parcel.topic ?? 'events'} (${answer.status}): ${answer.text.slice(0, 300).replace(/\s+/g, ' ')}`,
      );
  }

  function remove(parcel: Parcel): void {
    const place = queue.indexOf(parcel);
    if (place >= 0) queue.splice(place, 1);
    tries.delete(parcel.id);
    delayed.delete(parcel.lane);
  }

  wake();
  return {
    put(parcel) {
      queue.push(parcel);
      wake();
    },
    waiting: () => queue,
    get sent() {
      return totals.sent;
    },
    get refused() {
      return totals.refused;
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await Promise.race([
        Promise.allSettled(underWay),
        new Promise((resolve) => setTimeout(resolve, 1_500)),
      ]);
    },
  };
}

export function requestFor(parcel: Parcel, settings: Settings) {
  const { body, topic, id, triggeredAt } = parcel;
  if (topic === null) {
    return {
      url: `${settings.url}/api/v1/events`,
      method: 'POST' as const,
      headers: apiHeaders(settings),
      body,
    };
  }
  const head = { topic, webhookId: id, triggeredAt, shopDomain: settings.shopDomain ?? SHOP.domain };
  return {
    url: `${settings.url}/hooks/shopify/${settings.connectionId}`,
    method: 'POST' as const,
    headers: webhookHeaders(head, body, settings.secret),
    body,
  };
}

export const apiHeaders = (settings: Settings): Record<string, string> => ({
  Authorization: `Bearer ${settings.apiKey}`,
  'Content-Type': 'application/json',
  Accept: 'application/json',
});
