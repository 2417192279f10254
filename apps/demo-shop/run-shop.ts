import { answerAdmin, type AdminAnswer, type AdminRequest } from './admin-api/answer.ts';
import { deskOf } from './admin-api/desk-of-life.ts';
import { Throttle } from './admin-api/throttle.ts';
import { loadPast, loadPeople } from './history/load-history.ts';
import { createEngine, type Engine } from './live/engine.ts';
import { createMailbox } from './live/letters.ts';
import { createReturnsDesk } from './live/returns-desk.ts';
import { createLife, type Life } from './live/life.ts';
import { freshState, readState, writeState, type ShopState } from './live/state.ts';
import type { World } from './people/person.ts';
import { call as callFor, type Call } from './sending/call.ts';
import { createSender, type Sender } from './sending/sender.ts';
import type { Settings } from './settings.ts';
import { openStorefront, type Storefront } from './storefront/server.ts';

export interface ShopOptions {
  /** Read again for each request, since the keys change when Millrace restarts. */
  readonly settings: () => Settings;
  readonly seed: string;
  readonly stateFile: string;
  readonly say: (sentence: string) => void;
  /** Port for the shop's own pages; 0 takes any. */
  readonly port: number;
  /** Address of the pages, without a slash at the end, when it is not `http://localhost:{port}`. */
  readonly shopUrl?: string;
  /** Number of customers of a new shop; one that goes on keeps its own. */
  readonly population?: number;
  readonly call?: Call;
}

export interface RunningShop {
  readonly life: () => Life | null;
  readonly sender: Sender;
  readonly storefront: Storefront | null;
  /** Resolves when the whole history is sent. */
  readonly pastTold: Promise<void>;
  stop(): Promise<void>;
}

const TICK = 250;
const COLLECT_EVERY = 3_000;
const SAVE_EVERY = 5_000;
const TELL_EVERY = 60_000;

/**
 * Opens the shop: its pages at once, its people and their past as fast as Millrace takes them, and its life when the
 * people are sent.
 */
export async function runShop(options: ShopOptions): Promise<RunningShop> {
  const { settings, seed, say, stateFile, population, call = callFor } = options;
  const first = settings();
  const known = readState(stateFile);
  const goesOn = known !== null && known.seed === seed && known.connectionId === first.connectionId;
  let life: Life | null = null;
  const throttle = new Throttle();
  const admin = (request: AdminRequest): AdminAnswer =>
    life
      ? answerAdmin(request, settings().accessToken, deskOf(life), throttle)
      : { status: 503, headers: { 'Retry-After': '5' }, body: '{"errors":"Service Unavailable"}' };
  const storefront = await openPages(options, goesOn ? known : null, first.currency, () => life, admin);
  const shopUrl = goesOn
    ? known.shopUrl
    : (options.shopUrl ?? `http://localhost:${storefront?.port ?? options.port}`);
  const state: ShopState = goesOn
    ? known
    : freshState({
        seed,
        connectionId: first.connectionId,
        opensAt: first.anchor || Date.now(),
        shopUrl,
        ...(population === undefined ? {} : { population }),
      });
  if (storefront) say(`open at ${shopUrl}`);
  const world: World = {
    seed,
    population: state.population,
    opensAt: state.opensAt,
    currency: first.currency,
    shopUrl,
  };

  let stopped = false;
  const timers: NodeJS.Timeout[] = [];
  const sender = createSender({ settings, say, waiting: state.waiting, call });
  const save = () => {
    if (life) state.actions = [...life.schedule.list()];
    state.waiting = [...sender.waiting()];
    writeState(stateFile, state);
  };
  const load = { world, progress: state.history, settings, call, say, save, stopped: () => stopped };

  let engine: Engine | null = null;
  const pastTold = (async () => {
    await loadPeople(load);
    if (stopped) return;
    life = createLife({ world, clock: { pace: first.pace, anchor: state.opensAt }, state, sender });
    engine = live(life);
    say(goesOn ? 'continues from its saved state' : 'open for visitors');
    await loadPast(load);
    if (!stopped) save();
  })();

  function live(now: Life): Engine {
    const mailbox = createMailbox(now, settings, call);
    const desk = createReturnsDesk(now, () => settings().returnsPage, call);
    const running = createEngine(now, mailbox, sender, desk);
    let collecting = false;
    timers.push(setInterval(() => void running.step(), TICK));
    timers.push(
      setInterval(() => {
        if (collecting) return;
        collecting = true;
        void mailbox.collect().finally(() => (collecting = false));
      }, COLLECT_EVERY),
    );
    timers.push(setInterval(save, SAVE_EVERY));
    timers.push(
      setInterval(() => {
        running.tidy();
        const { carts, orders, read } = now.counts;
        say(
          `in the last minute ${carts} carts, ${orders} orders, ${read} messages read${sender.waiting().length > 20 ? `; ${sender.waiting().length} requests wait to be sent` : ''}`,
        );
        Object.assign(now.counts, { carts: 0, orders: 0, read: 0 });
      }, TELL_EVERY),
    );
    return running;
  }

  return {
    life: () => life,
    sender,
    storefront,
    pastTold,
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await sender.stop();
      await Promise.race([engine?.settled(), new Promise((resolve) => setTimeout(resolve, 500))]);
      await storefront?.close();
      save();
    },
  };
}

/** Opens the pages at the same address as at first, since links in sent messages lead there. */
async function openPages(
  options: ShopOptions,
  known: ShopState | null,
  currency: string,
  life: () => Life | null,
  admin: (request: AdminRequest) => AdminAnswer,
): Promise<Storefront | null> {
  const before = known ? Number(new URL(known.shopUrl).port) : 0;
  const wanted =
    before > 0 && options.shopUrl === undefined
      ? [before]
      : options.port === 0
        ? [0]
        : [0, 1, 2, 3].map((step) => options.port + step);
  for (const port of wanted) {
    const opened = await openStorefront(port, () => currency, life, admin);
    if (opened) return opened;
  }
  options.say(
    `its pages cannot open, because port ${wanted.join(', ')} is in use. Set MILLRACE_DEMO_PORT to a free port.`,
  );
  return null;
}
