import { PushService, type Subscribed } from '@millrace/transport/testing/push';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { picture } from './picture.ts';
import { rest, type FlowAnswer, type Listed, type MessageAnswer } from './rest.ts';
import { openShopPages, type ShopPages } from './shop-pages.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const card = (page: Page) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: 'Notifications', exact: true }) });
const codeIn = async (page: Page, label: string) =>
  (await page.getByRole('group', { name: label, exact: true }).textContent()) ?? '';

let shop: ShopPages;
let service: PushService;
let visitor: BrowserContext;
let shopper: Page;

/**
 * Chromium without Google's services has no push service. Only that is replaced: `subscribe` gives what the push service
 * of this test gives. The question, the service worker and everything after it are the browser's own.
 */
async function withPushService(page: Page, subscribed: Subscribed): Promise<void> {
  await page.addInitScript((given) => {
    let current: PushSubscription | null = null;
    const proto = PushManager.prototype;
    proto.subscribe = (options) => {
      const bound = new Uint8Array(options?.applicationServerKey as ArrayBuffer).buffer;
      current = {
        endpoint: given.endpoint,
        options: { applicationServerKey: bound, userVisibleOnly: true },
        toJSON: () => given,
        unsubscribe: () => {
          current = null;
          return Promise.resolve(true);
        },
      } as unknown as PushSubscription;
      return Promise.resolve(current);
    };
    proto.getSubscription = () => Promise.resolve(current);
  }, subscribed);
}

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  shop = await openShopPages();
  service = await new PushService().open();
  visitor = await browser.newContext({ storageState: undefined, viewport: { width: 390, height: 844 } });
  await visitor.grantPermissions(['notifications'], { origin: shop.origin });
  shopper = await visitor.newPage();
});
test.afterAll(async () => {
  await visitor.close();
  await service.close();
  await shop.close();
});

test('web push is connected, and the shop gets a button and a file', async ({ page }) => {
  await page.goto('/settings/storefront');
  const setUp = page.getByRole('textbox', { name: 'Address of the shop' });
  const add = page.getByRole('textbox', { name: 'Another address' });
  await expect(setUp.or(add)).toBeVisible();
  if (await setUp.isVisible()) {
    await setUp.fill(shop.origin);
    await page.getByRole('button', { name: 'Get the line' }).click();
  } else {
    await add.fill(shop.origin);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await expect(card(page).getByText(/connect Web push first/)).toBeVisible();
  await card(page).getByRole('link', { name: 'Open connections' }).click();
  await page.getByRole('button', { name: 'Connect Web push' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address for push services').fill('shop@example.com');
  await picture(page, 'push-connect');
  await dialog.getByRole('button', { name: /^Connect/ }).click();
  await expect(page.getByText('Web push is connected.')).toBeVisible();
  await page.goto('/settings/storefront');
  await expect(card(page).getByText('Nobody has agreed yet.')).toBeVisible();
  shop.head = await codeIn(page, 'the line for your shop');
  shop.body = await codeIn(page, 'the button for notifications');
  shop.files.set('millrace-worker.js', await codeIn(page, 'the file for notifications'));
  await expectAccessible(page);
});

test('the browser is asked only after a click, and then belongs to the visitor', async ({ page }) => {
  await withPushService(shopper, service.subscribe('shopper'));
  const posted: string[] = [];
  shopper.on('request', (request) => {
    if (request.url().endsWith('/browsers')) posted.push(request.url());
  });
  await shopper.goto(`${shop.origin}/products/kettle`);
  const button = shopper.getByRole('button', { name: 'Tell me about offers' });
  await expect(button).toHaveAttribute('data-millrace-push', 'off');
  expect(await shopper.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
    0,
  );
  expect(posted).toEqual([]);
  const answer = shopper.waitForResponse((response) => response.url().endsWith('/browsers'));
  await button.click();
  expect((await answer).status()).toBe(204);
  await expect(button).toHaveAttribute('data-millrace-push', 'on');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/settings/storefront');
  await expect(card(page).getByText('1 browser of 1 visitor agreed to notifications.')).toBeVisible();
});

test('a flow sends a notification, and the service worker shows it, reports it and opens its link', async () => {
  const graph = {
    schemaVersion: 2,
    subject: 'customer',
    settings: { holdout: 0 },
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        version: 0,
        // Two products are viewed below, and one notification is to be sent.
        config: { event: 'product-viewed', reentry: { rule: 'never' } },
      },
      {
        id: 'push',
        kind: 'send-push',
        version: 0,
        config: {
          // At any hour of the day, and whatever else was sent.
          purpose: 'transactional',
          content: {
            title: 'Still thinking?',
            text: 'The kettle is in stock.',
            link: `${shop.origin}/products/kettle`,
            firstButton: { text: 'To the kettle' },
          },
        },
      },
      { id: 'end', kind: 'end', version: 0, config: {} },
    ],
    edges: [
      { id: 'one', from: 'trigger', port: 'next', to: 'push' },
      { id: 'two', from: 'push', port: 'next', to: 'end' },
    ],
  };
  const flow = await rest<FlowAnswer>('POST', '/flows', { name: 'Still thinking', graph });
  await rest('POST', `/flows/${flow.id}/publish`, {});
  await shopper.evaluate(() =>
    (window as unknown as { millrace(...command: unknown[]): void }).millrace('consent', true),
  );
  await shopper.goto(`${shop.origin}/products/teapot`);
  await expect.poll(() => service.received.length).toBe(1);
  expect(service.refusals).toEqual([]);
  const { text, json } = service.received[0]!;
  expect(json).toMatchObject({ title: 'Still thinking?', text: 'The kettle is in stock.' });

  // What a push service does with a decrypted notification: it hands it to the worker.
  const session = await visitor.newCDPSession(shopper);
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(shop.origin));
      if (own) resolve(own.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const shown = visitor.waitForEvent('request', (request) => request.url().endsWith('/shown'));
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: shop.origin,
    registrationId: await registered,
    data: text,
  });
  await shown;
  const notifications = () =>
    shopper.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/millrace/');
      const list = (await registration?.getNotifications()) ?? [];
      return list.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  await expect
    .poll(notifications)
    .toEqual([
      { title: 'Still thinking?', body: 'The kettle is in stock.', tag: flow.id.replaceAll('-', '') },
    ]);
  const sent = async () =>
    (
      await rest<Listed<MessageAnswer & { deliveredAt: number | null; clickedAt: number | null }>>(
        'GET',
        '/messages?limit=100',
      )
    ).items.find(({ subject }) => subject === 'Still thinking?');
  await expect.poll(async () => (await sent())?.deliveredAt).toEqual(expect.anything());

  // Nobody can press a notification of a browser without a screen, so its event is made in the worker.
  const [worker] = visitor.serviceWorkers();
  const opened = await worker!.evaluate(async () => {
    const scope = self as unknown as {
      registration: ServiceWorkerRegistration;
      clients: { openWindow(address: string): Promise<null> };
    };
    const [notification] = await scope.registration.getNotifications();
    const addresses: string[] = [];
    scope.clients.openWindow = (address) => {
      addresses.push(address);
      return Promise.resolve(null);
    };
    const Made = (self as unknown as { NotificationEvent: new (type: string, init: object) => Event })
      .NotificationEvent;
    self.dispatchEvent(new Made('notificationclick', { notification, action: '0' }));
    return addresses;
  });
  expect(opened).toHaveLength(1);
  await shopper.goto(opened[0]!);
  expect(new URL(shopper.url()).pathname).toBe('/products/kettle');
  await expect.poll(notifications).toEqual([]);
});

test('a second click ends it', async ({ page }) => {
  // The address of the browser is known to the page only where it agreed.
  await shopper.goto(`${shop.origin}/products/kettle`);
  const button = shopper.getByRole('button', { name: 'Tell me about offers' });
  await expect(button).toHaveAttribute('data-millrace-push', 'off');
  const agreed = shopper.waitForResponse((response) => response.url().endsWith('/browsers'));
  await button.click();
  expect((await agreed).status()).toBe(204);
  await expect(button).toHaveAttribute('data-millrace-push', 'on');
  const left = shopper.waitForResponse((response) => response.url().endsWith('/browsers'));
  await button.click();
  expect((await left).status()).toBe(204);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.goto('/settings/storefront');
  await expect(card(page).getByText('Nobody has agreed yet.')).toBeVisible();
});
