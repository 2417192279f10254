import { clicked, shown, type Payload } from './notification.ts';

/** Replaced by the server. */
declare const __MILLRACE_SETTINGS__: { readonly base: string; readonly icon: string | null };

/** What is used of the scope of a service worker, whose types exclude those of a page. */
interface Scope {
  readonly registration: {
    showNotification(title: string, options: object): Promise<void>;
    readonly pushManager: PushManager;
  };
  readonly clients: { openWindow(address: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listen: (event: never) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Shown extends Lasting {
  readonly action: string;
  readonly notification: { readonly data: unknown; close(): void };
}
const worker = self as unknown as Scope;
const { base, icon } = __MILLRACE_SETTINGS__;

// As plain text, a request needs no permission asked beforehand, and nothing of the answer is read.
const tell = (path: string, body: string): Promise<unknown> =>
  fetch(`${base}/${path}`, {
    method: 'POST',
    mode: 'no-cors',
    credentials: 'omit',
    keepalive: true,
    body,
  }).catch(() => 0);

worker.addEventListener('install', () => void worker.skipWaiting());

worker.addEventListener('push', (event: Lasting & { readonly data: { json(): unknown } | null }) => {
  const payload = event.data?.json() as Payload | undefined;
  if (!payload) return;
  const { title, options } = shown(payload, icon);
  event.waitUntil(
    worker.registration
      .showNotification(title, options)
      .then(() => (payload.receipt ? tell('shown', payload.receipt) : undefined)),
  );
});

worker.addEventListener('notificationclick', (event: Shown) => {
  event.notification.close();
  const address = clicked(event.notification.data, event.action);
  if (address !== null) event.waitUntil(worker.clients.openWindow(address));
});

worker.addEventListener('notificationclose', (event: Shown) => {
  const { receipt } = (event.notification.data ?? {}) as Partial<Payload>;
  if (receipt) event.waitUntil(tell('closed', receipt));
});

interface Changed extends Lasting {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}
worker.addEventListener('pushsubscriptionchange', (event: Changed) => {
  const { oldSubscription: old, newSubscription: fresh } = event;
  if (!old) return;
  const next = fresh
    ? Promise.resolve(fresh)
    : worker.registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: old.options.applicationServerKey,
      });
  event.waitUntil(
    next.then((subscription) =>
      tell('browsers', JSON.stringify({ leaves: old.endpoint, subscription: subscription.toJSON() })),
    ),
  );
});
