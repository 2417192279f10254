/** What asking for notifications needs of the page. */
export interface Asking {
  /** The address that the script came by. */
  readonly base: string;
  /** Public key of the store, to which the browser binds its yes. */
  readonly key: string;
  /** Address of the service worker on the store's own address. */
  readonly worker: string;
  /** Who agrees. A click is an answer of its own, so it counts before the cookie banner does. */
  who(): Readonly<Record<string, string | null>>;
}

/**
 * `on` and `off`; `blocked`: the visitor has said no to the browser, which asks never again; `unsupported`: a browser
 * without notifications, such as one on an iPhone while the shop is not on the home screen.
 */
export type State = 'on' | 'off' | 'blocked' | 'unsupported';

/** Notifications of this browser: asks, and only after a click. */
export class Notifications {
  private readonly asking: Asking;

  constructor(asking: Asking) {
    this.asking = asking;
  }

  async state(): Promise<State> {
    if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
      return 'unsupported';
    if (Notification.permission === 'denied') return 'blocked';
    return Notification.permission === 'granted' && (await this.subscription()) ? 'on' : 'off';
  }

  /** Asks the visitor. Call it in a click: browsers ask at no other time. */
  async agree(): Promise<State> {
    if ((await Notification.requestPermission()) !== 'granted') return this.state();
    const registration = await active(
      await navigator.serviceWorker.register(this.asking.worker, { scope: this.scope() }),
    );
    const earlier = await registration.pushManager.getSubscription();
    // One that is bound to another key gets nothing of this store.
    if (earlier && !isFor(earlier, this.asking.key)) await earlier.unsubscribe();
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(this.asking.key),
    });
    const taken = await this.send({ ...this.asking.who(), subscription: subscription.toJSON() });
    // A browser that nobody writes to must not look like one that is on.
    if (!taken) await subscription.unsubscribe();
    return this.state();
  }

  /** Ends notifications in this browser. */
  async leave(): Promise<State> {
    const subscription = await this.subscription();
    if (subscription) {
      await subscription.unsubscribe();
      await this.send({ leaves: subscription.endpoint });
    }
    return this.state();
  }

  private async subscription(): Promise<PushSubscription | null> {
    const registration = await navigator.serviceWorker.getRegistration(this.scope());
    const found = (await registration?.pushManager.getSubscription()) ?? null;
    return found && isFor(found, this.asking.key) ? found : null;
  }

  /** A scope of its own, beside which a worker that the shop has already goes on working. */
  private scope(): string {
    return new URL('millrace/', new URL(this.asking.worker, location.href)).pathname;
  }

  private send(body: object): Promise<boolean> {
    return fetch(`${this.asking.base}/browsers`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { Accept: 'application/json' },
      keepalive: true,
      credentials: 'omit',
    }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

function active(registration: ServiceWorkerRegistration): Promise<ServiceWorkerRegistration> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return Promise.resolve(registration);
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(registration);
      if (worker.state === 'redundant') reject(new Error('The service worker could not be installed.'));
    });
  });
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
}

function isFor({ options }: PushSubscription, key: string): boolean {
  const bound = options.applicationServerKey;
  return bound === null || String(new Uint8Array(bound)) === String(bytesOf(key));
}

/**
 * Makes every `<button data-millrace-push>` ask, or end what was agreed. The attribute says what holds now, for the
 * shop's own style.
 */
export function followButtons(notifications: Notifications): void {
  const SELECTOR = '[data-millrace-push]';
  const show = (state: State) => {
    for (const button of document.querySelectorAll<HTMLElement>(SELECTOR)) {
      button.dataset['millracePush'] = state;
      button.hidden = state === 'unsupported';
      button.ariaPressed = String(state === 'on');
      (button as HTMLButtonElement).disabled = state === 'blocked';
    }
  };
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>(SELECTOR) : null;
    if (!button) return;
    event.preventDefault();
    // Not after waiting for anything: the browser asks only while it handles the click.
    void (button.dataset['millracePush'] === 'on' ? notifications.leave() : notifications.agree()).then(
      show,
      (error) => console.warn('millrace: notifications cannot be turned on.', error),
    );
  });
  void notifications.state().then(show);
}
