import { MINUTE, type Instant } from '@millrace/base';
import type { World } from '../people/person.ts';
import type { Call } from '../sending/call.ts';
import type { Parcel } from '../sending/parcel.ts';
import type { Sender } from '../sending/sender.ts';
import type { Settings } from '../settings.ts';
import { createEngine } from './engine.ts';
import { createMailbox } from './letters.ts';
import { createReturnsDesk } from './returns-desk.ts';
import { createLife, type Life } from './life.ts';
import { freshState, type ShopState } from './state.ts';

export const OPENS: Instant = Date.UTC(2026, 10, 20, 12);
export const testWorld = (seed = 'test', population = 800): World => ({
  seed,
  population,
  opensAt: OPENS,
  currency: 'USD',
  shopUrl: 'http://localhost:3100',
});
export const testSettings: Settings = {
  url: 'http://product.invalid',
  apiKey: 'key',
  connectionId: 'connection',
  secret: 'a secret of some length',
  pace: 60,
  anchor: OPENS,
  currency: 'USD',
  shopDomain: null,
  accessToken: null,
  returnsPage: null,
};

export interface TestShop {
  readonly life: Life;
  readonly parcels: Parcel[];
  /** Lets this much shop time pass, a minute at a time, and reads messages every five minutes. */
  pass(shopTime: number): Promise<void>;
  tidy(): void;
}

/** The running shop without a network. It keeps what it would send, and its clock moves only when a test moves it. */
export function shopForTests(
  options: { world?: World; state?: ShopState; call?: Call; from?: Instant; returnsPage?: string } = {},
): TestShop {
  const world = options.world ?? testWorld();
  const state =
    options.state ??
    freshState({
      seed: world.seed,
      connectionId: 'connection',
      opensAt: world.opensAt,
      shopUrl: world.shopUrl,
    });
  const parcels: Parcel[] = [];
  const sender: Sender = {
    put: (parcel) => void parcels.push(parcel),
    waiting: () => [],
    sent: 0,
    refused: 0,
    stop: async () => {},
  };
  let now = options.from ?? OPENS;
  const life = createLife({ world, clock: { pace: 60, anchor: OPENS }, state, sender, now: () => now });
  const call: Call =
    options.call ?? (async () => ({ status: 200, text: '{"items":[],"next":null}', retryAfter: null }));
  const mailbox = createMailbox(life, () => testSettings, call);
  const engine = createEngine(
    life,
    mailbox,
    sender,
    createReturnsDesk(life, () => options.returnsPage ?? null, call),
  );
  return {
    life,
    parcels,
    tidy: () => engine.tidy(),
    async pass(shopTime) {
      const end = life.shopNow() + shopTime;
      for (let minute = 0; life.shopNow() < end; minute += 1) {
        now += MINUTE / 60;
        while (engine.step() > 0) await engine.settled();
        if (minute % 5 === 0) await mailbox.collect();
      }
    },
  };
}
