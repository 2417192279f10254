import { followButtons, Notifications, type State } from './notifications.ts';
import { Queue } from './queue.ts';
import { productOf, searchOf } from './read-page.ts';
import type { ScriptSettings } from './settings.ts';
import { Visitor } from './visitor.ts';

/** Replaced by the server with the store's settings. */
declare const __MILLRACE_SETTINGS__: ScriptSettings;

type Properties = Readonly<Record<string, unknown>>;
type Command = readonly [name: string, ...more: unknown[]];
interface Millrace {
  (...command: unknown[]): void;
  /** Commands from before the script was loaded. */
  q?: ArrayLike<unknown>[];
  /** Asks for notifications, or ends them. Call it in a click. */
  push?: (on?: boolean) => Promise<State>;
  /** For forms: where they send, and who. */
  here?: () => { readonly base: string; readonly visitor: string | null };
}
interface CustomerPrivacy {
  analyticsProcessingAllowed(): boolean;
}
interface Shopify {
  readonly customerPrivacy?: CustomerPrivacy;
  loadFeatures?(features: readonly object[], then: (error?: unknown) => void): void;
}
const view = window as Window & { millrace?: Millrace; Shopify?: Shopify; millraceLoaded?: boolean };

const VISITOR_PARAMETER = 'mr_visitor';
const random = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function start(script: HTMLScriptElement, settings: ScriptSettings): void {
  // The address that this script came by: a store may serve it under its own.
  const base = script.src.replace(/\.js(?:\?.*)?$/, '');
  const visitor = new Visitor(() => localStorage, Date.now(), random);
  if (!settings.asksConsent) visitor.consent(true, Date.now(), random);
  const token = takeToken();
  let identity: string | null = null;
  const queue = new Queue(
    {
      now: Date.now,
      // As plain text, a request needs no permission asked beforehand.
      post: (body) =>
        fetch(`${base}/events`, { method: 'POST', body, keepalive: true, credentials: 'omit' }).then(
          ({ status }) => status,
          () => 0,
        ),
      beacon: (body) => navigator.sendBeacon(`${base}/events`, body),
      later: (run, milliseconds) => void setTimeout(run, milliseconds),
    },
    // Nothing leaves the page before the visitor has agreed.
    () => (visitor.id === null ? null : { visitor: visitor.id, token, identity }),
  );
  const track = (type: string, properties: Properties) =>
    queue.add({ id: random(), type, at: Date.now(), properties });
  const consent = (agrees: boolean) => {
    visitor.consent(agrees, Date.now(), random);
    queue.plan(0);
  };
  const { pushKey } = settings;
  const notifications =
    pushKey === null
      ? null
      : new Notifications({
          base,
          key: pushKey,
          worker: workerOf(script, base),
          who: () => ({ visitor: visitor.own, token, identity }),
        });
  const push = (on?: boolean): Promise<State> =>
    notifications === null
      ? Promise.resolve('unsupported')
      : on === false
        ? notifications.leave()
        : notifications.agree();
  let seen = '';
  /** Reports the page, once for each address. */
  const page = () => {
    if (seen === location.href) return;
    seen = location.href;
    const url = location.href;
    const product = productOf(document, view);
    const query = searchOf(new URL(url));
    if (product) track('product-viewed', { ...product, url });
    else if (query !== null) track('searched', { query });
    else track('page-viewed', { url, title: document.title });
  };
  const commands: Readonly<Record<string, (given: never) => void>> = {
    page,
    product: (given: Properties) => track('product-viewed', { url: location.href, ...given }),
    collection: (given: Properties) => track('collection-viewed', { url: location.href, ...given }),
    search: (given: Properties | string) =>
      track('searched', typeof given === 'string' ? { query: given } : given),
    cart: (given: Properties) => track('cart-updated', given),
    checkout: (given: Properties) =>
      track(given['step'] === undefined ? 'checkout-started' : 'checkout-updated', given),
    identify: (given: string) => {
      identity = given;
      queue.plan(0);
    },
    consent,
    push: (on?: boolean) => void push(on),
  };
  const run = ([name, given]: Command) => {
    const command = commands[name];
    if (command) command(given as never);
    else
      console.warn(
        `millrace: there is no command “${name}”. There are: ${Object.keys(commands).join(', ')}.`,
      );
  };
  const earlier = [...(view.millrace?.q ?? [])];
  view.millrace = Object.assign((...command: unknown[]) => run(command as unknown as Command), {
    here: () => ({ base, visitor: visitor.id }),
    push,
  });
  for (const command of earlier) run(Array.from(command) as unknown as Command);
  if (script.dataset['page'] !== 'manual') whenReady(page);
  followHistory(page, script);
  for (const event of ['visibilitychange', 'pagehide'])
    addEventListener(
      event,
      () => void (event === 'pagehide' || document.visibilityState === 'hidden' ? queue.leave() : 0),
      true,
    );
  followShopify(consent);
  whenReady(() => loadForms(base, settings));
  if (notifications) whenReady(() => followButtons(notifications));
}

/** A service worker has to come from the store's own address: this script's, where the store serves it, or a file of its own. */
function workerOf(script: HTMLScriptElement, base: string): string {
  const own = new URL(base).origin === location.origin ? `${base}/worker.js` : '/millrace-worker.js';
  return script.dataset['worker'] ?? own;
}

/** Runs once the page is parsed, for what it says of its product. */
function whenReady(run: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run, { once: true });
  else run();
}

/** The token of the link by which they came, which is taken out of the address so that nobody passes it on. */
function takeToken(): string | null {
  const address = new URL(location.href);
  const token = address.searchParams.get(VISITOR_PARAMETER);
  if (token === null) return null;
  address.searchParams.delete(VISITOR_PARAMETER);
  history.replaceState(history.state, '', address);
  return token;
}

/** Shops that change their pages without loading them again. */
function followHistory(page: () => void, script: HTMLScriptElement): void {
  if (script.dataset['page'] === 'manual') return;
  const soon = () => setTimeout(page, 500);
  const push = history.pushState.bind(history);
  history.pushState = (...given: Parameters<History['pushState']>) => {
    push(...given);
    soon();
  };
  addEventListener('popstate', soon);
}

/** On Shopify the answer to the shop's own cookie banner counts. */
function followShopify(consent: (agrees: boolean) => void): void {
  const { Shopify: shop } = view;
  if (!shop?.loadFeatures) return;
  const ask = () => {
    if (view.Shopify?.customerPrivacy) consent(view.Shopify.customerPrivacy.analyticsProcessingAllowed());
  };
  document.addEventListener('visitorConsentCollected', ask);
  shop.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], (error) => {
    if (!error) ask();
  });
}

/** Forms are a script of their own, which most pages need not load. */
function loadForms(base: string, { popUps }: ScriptSettings): void {
  if (!popUps && !document.querySelector('[data-millrace-form]')) return;
  const script = document.createElement('script');
  script.src = `${base}/forms.js`;
  script.async = true;
  document.head.append(script);
}

const own = document.currentScript;
if (own instanceof HTMLScriptElement && !view.millraceLoaded) {
  view.millraceLoaded = true;
  start(own, __MILLRACE_SETTINGS__);
}
