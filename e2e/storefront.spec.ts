import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { picture } from './picture.ts';
import { product } from './product.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { namesOf } from './names-audit.ts';
import { settled } from './screens.ts';
import { openShopPages, type ShopPages } from './shop-pages.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const card = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const codeIn = async (page: Page, label: string) =>
  (await page.getByRole('group', { name: label, exact: true }).textContent()) ?? '';
const kept = (page: Page) =>
  page.evaluate(() => ({
    cookies: document.cookie,
    stored: Object.keys({ ...localStorage, ...sessionStorage }),
  }));
const agree = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { millrace(...command: unknown[]): void }).millrace('consent', true),
  );

let shop: ShopPages;
let visitor: BrowserContext;
let flow = '';
const email = `visitor-${Date.now()}@example.com`;
test.beforeAll(async ({ browser }: { browser: Browser }) => {
  shop = await openShopPages();
  // Somebody else's browser, which knows nothing of Millrace.
  visitor = await browser.newContext({ storageState: undefined, viewport: { width: 390, height: 844 } });
});
test.afterAll(async () => {
  await visitor.close();
  await shop.close();
});

test('the line is copied after saying where the shop is, and nothing has come yet', async ({ page }) => {
  await page.goto('/settings/storefront');
  await expect(page.getByRole('heading', { level: 1, name: 'Storefront' })).toBeVisible();
  const address = page.getByRole('textbox', { name: 'Address of the shop' });
  await address.fill('http://shop.example/path');
  await page.getByRole('button', { name: 'Get the line' }).click();
  await expect(page.getByText('Write the address of the shop alone')).toBeVisible();
  await address.fill(shop.origin);
  await page.getByRole('button', { name: 'Get the line' }).click();
  await expect(page.getByText(/^Nothing has come yet/)).toBeVisible();
  const line = await codeIn(page, 'the line for your shop');
  expect(line).toBe(`<script async src="${/src="([^"]+)"/.exec(line)?.[1]}"></script>`);
  shop.head = line;
  const graph = {
    schemaVersion: 2,
    subject: 'customer',
    settings: { holdout: 0 },
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        version: 0,
        config: {
          event: 'product-viewed',
          filter: { event: 'signed-up', measure: 'count', operator: 'at-least', value: 1, withinDays: 7 },
        },
      },
      { id: 'wait', kind: 'wait', version: 0, config: { duration: { amount: 2, unit: 'days' } } },
      { id: 'end', kind: 'end', version: 0, config: {} },
    ],
    edges: [
      { id: 'one', from: 'trigger', port: 'next', to: 'wait' },
      { id: 'two', from: 'wait', port: 'next', to: 'end' },
    ],
  };
  ({ id: flow } = await rest<FlowAnswer>('POST', '/flows', { name: 'Looked after signing up', graph }));
  await rest('POST', `/flows/${flow}/publish`, {});
});

test('nothing is sent or stored before the visitor agrees, and what they looked at is sent afterwards', async ({
  page,
}) => {
  const shopper = await visitor.newPage();
  const sent: string[] = [];
  shopper.on('request', (request) => (request.url().endsWith('/events') ? sent.push(request.url()) : 0));
  await shopper.goto(`${shop.origin}/products/kettle`);
  await shopper.waitForFunction(() => typeof (window as { millrace?: unknown }).millrace === 'function');
  // Longer than the script gathers events for.
  await expect(async () =>
    expect(await shopper.evaluate(() => performance.now())).toBeGreaterThan(2_000),
  ).toPass();
  expect(await kept(shopper)).toEqual({ cookies: '', stored: [] });
  expect(sent).toEqual([]);
  const answer = shopper.waitForResponse((response) => response.url().endsWith('/events'));
  await agree(shopper);
  expect((await answer).status()).toBe(202);
  expect(await kept(shopper)).toEqual({ cookies: '', stored: ['millrace'] });
  expect(await visitor.cookies()).toEqual([]);
  await shopper.close();

  await page.goto('/settings/storefront');
  await expect(page.getByText(/^It works\. Last event: viewed a product/)).toBeVisible();
});

test('another address is refused, and is allowed by a press', async ({ page }) => {
  const shopper = await visitor.newPage();
  await shopper.goto(shop.origin.replace('127.0.0.1', 'localhost'));
  await shopper.waitForFunction(() => typeof (window as { millrace?: unknown }).millrace === 'function');
  const answer = shopper.waitForResponse((response) => response.url().endsWith('/events'));
  await agree(shopper);
  expect((await answer).status()).toBe(403);
  await shopper.close();
  await page.goto('/settings/storefront');
  await page.getByRole('button', { name: 'Allow this address' }).click();
  await expect(
    page.getByRole('list', { name: 'Addresses of the shop' }).getByText('localhost'),
  ).toBeVisible();
});

test('forms are made with a preview, and pasted', async ({ page }) => {
  await page.goto('/settings/storefront');
  const forms = card(page, 'Forms');
  for (const [entry, name] of [
    ['Sign-up form', 'Newsletter'],
    ['Back-in-stock waitlist', 'Back in stock'],
  ] as const) {
    await forms.getByRole('button', { name: 'New form' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
    if (name === 'Newsletter') {
      await dialog.getByRole('textbox', { name: 'Heading' }).fill('Letters from the mill');
      await expect(dialog.getByText('Letters from the mill')).toBeVisible();
      await dialog.getByRole('switch', { name: 'Open as a pop-up' }).click();
      await dialog.getByRole('textbox', { name: 'After', exact: true }).fill('0');
      await picture(page, 'storefront-editor');
    }
    await dialog.getByRole('button', { name: 'Save form' }).click();
    await expect(forms.getByRole('heading', { name })).toBeVisible();
  }
  shop.body = `${await codeIn(page, 'the place of Newsletter')}<p>Sold out. ${await codeIn(page, 'the place of Back in stock')}</p>`;
  await settled(page);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await picture(page, `storefront-${scheme}`, { fullPage: true });
    await expectAccessible(page, scheme);
  }
  expect(await namesOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'storefront-phone');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
});

test('a pop-up holds the focus, closes by Escape, comes once, and never in the checkout', async () => {
  const shopper = await visitor.newPage();
  await shopper.goto(`${shop.origin}/checkout`);
  const embedded = shopper.getByRole('form', { name: 'Letters from the mill' });
  await expect(embedded).toBeVisible();
  await expect(shopper.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(shopper, 'form');
  const both = shop.body;
  // Where a form stands in the page, it does not open over it too.
  shop.body = both.slice(both.indexOf('<p>'));
  await shopper.goto(`${shop.origin}/products/kettle`);
  const dialog = shopper.getByRole('dialog', { name: 'Letters from the mill' });
  await expect(dialog).toBeVisible();
  await expectAccessible(shopper, 'pop-up');
  await picture(shopper, 'storefront-pop-up');
  for (let press = 0; press < 6; press += 1) {
    await shopper.keyboard.press('Tab');
    // Beyond the last field the focus may be on the browser's own buttons, and never on the page behind.
    const outside = await shopper.evaluate(
      () =>
        document.activeElement !== document.body &&
        !document.activeElement?.matches('[data-millrace-pop-up]'),
    );
    expect(outside).toBe(false);
  }
  await shopper.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await shopper.reload();
  await expect(shopper.getByRole('button', { name: 'Tell me when it is back' })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await shopper.close();
  shop.body = both;
});

test('a visitor signs up, confirms by the e-mail, is known in the shop, and enters the flow', async ({
  page,
}) => {
  const shopper = await visitor.newPage();
  await shopper.goto(`${shop.origin}/products/kettle`);
  const form = shopper.getByRole('form', { name: 'Letters from the mill' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill('nobody');
  await form.getByRole('button', { name: 'Sign up' }).click();
  await expect(form.getByRole('alert')).toHaveText('Enter one e-mail address, such as ann@example.com.');
  await form.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await form.getByRole('button', { name: 'Sign up' }).click();
  await expect(form.getByRole('status')).toContainText('Open its link to confirm.');
  const known = () =>
    rest<Listed<{ id: string; consent: Record<string, { optIn: string; source: string }> }>>(
      'GET',
      `/customers?email=${encodeURIComponent(email)}`,
    );
  expect((await known()).items).toEqual([]);

  await expect(async () => {
    await page.goto(`/messages?search=${encodeURIComponent(email)}`);
    await page.getByRole('link', { name: 'Please confirm your sign-up' }).first().click({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  const link = page.frameLocator('iframe').first().getByRole('link', { name: 'Confirm sign-up' });
  await shopper.goto((await link.getAttribute('href')) ?? '');
  await expectAccessible(shopper, 'confirmation');
  await picture(shopper, 'storefront-confirm');
  await shopper.getByRole('button', { name: 'Confirm sign-up' }).click();
  await expect(shopper.getByText('It is confirmed.')).toBeVisible();
  const view = shopper.waitForResponse((response) => response.url().endsWith('/events'));
  await shopper.getByRole('link', { name: /^Back to/ }).click();
  expect((await view).status()).toBe(202);
  // Nobody can pass on who they are with the address.
  expect(shopper.url()).toBe(`${shop.origin}/products/kettle`);
  const [person] = (await known()).items;
  expect(person?.consent['email']).toMatchObject({
    optIn: 'double',
    source: `Form “Newsletter”, ${shop.origin}/products/kettle`,
  });
  await expect
    .poll(
      async () =>
        (await rest<Listed<{ customerId: string }>>('GET', `/flows/${flow}/enrolments`)).items.map(
          ({ customerId }) => customerId,
        ),
      { timeout: 30_000 },
    )
    .toEqual([person?.id]);
  await shopper.close();
});

test('a waitlist is asked from its button, and a form works without scripts', async ({ browser }) => {
  const shopper = await visitor.newPage();
  await shopper.goto(`${shop.origin}/products/kettle`);
  await shopper.getByRole('button', { name: 'Tell me when it is back' }).click();
  const dialog = shopper.getByRole('dialog', { name: 'Sold out for now' });
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(`waits-${email}`);
  await dialog.getByRole('button', { name: 'Tell me when it is back' }).click();
  await expect(dialog.getByRole('status')).toContainText('Open its link to confirm.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await shopper.close();

  const [form] = (await rest<Listed<{ id: string }>>('GET', '/storefront/forms')).items;
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: undefined });
  const bare = await plain.newPage();
  const key = /store\/(\w+)\.js/.exec(shop.head)?.[1];
  await bare.goto(`${product.url()}/store/${key}/forms/${form?.id}`);
  await bare.getByRole('textbox', { name: 'E-mail' }).fill(`plain-${email}`);
  await bare.getByRole('button', { name: 'Sign up' }).click();
  await expect(bare.getByText('Open its link to confirm.')).toBeVisible();
  await plain.close();
});

test('the line works from the address of the shop itself, where no blocker looks', async () => {
  shop.head = shop.head.replace(/src="[^"]*\/store\//, 'src="/mill/');
  const shopper = await visitor.newPage();
  const elsewhere: string[] = [];
  shopper.on('request', (request) =>
    request.url().startsWith(shop.origin) ? 0 : elsewhere.push(request.url()),
  );
  const view = shopper.waitForResponse(
    (response) => response.url().startsWith(`${shop.origin}/mill/`) && response.url().endsWith('/events'),
  );
  await shopper.goto(`${shop.origin}/products/mug`);
  expect((await view).status()).toBe(202);
  const form = shopper.getByRole('form', { name: 'Letters from the mill' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(`proxied-${email}`);
  await form.getByRole('button', { name: 'Sign up' }).click();
  await expect(form.getByRole('status')).toContainText('Open its link to confirm.');
  expect(elsewhere).toEqual([]);
  await shopper.close();
});
