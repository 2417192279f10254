import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { createConnection } from '@millrace/services/settings';
import { saveStorefront } from '@millrace/services/storefront';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { handleStorefront } from './handle-storefront.ts';

const SHOP = 'https://shop.example';
const PHONE =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
let here: Installation;
let siteKey = '';
beforeAll(async () => {
  here = await openInstallation();
  ({ siteKey } = await saveStorefront(here.store.context, { origins: [SHOP] }));
});
afterAll(() => here.close());
let network = 0;
beforeEach(() => {
  network += 1;
});

const asks = (path: string, more: RequestInit = {}, origin: string | null = SHOP) =>
  handleStorefront(
    new Request(`${PUBLIC_URL}/store/${siteKey}${path}`, {
      ...more,
      headers: {
        'x-forwarded-for': `10.1.0.${network}`,
        'user-agent': PHONE,
        accept: 'application/json',
        ...(origin === null ? {} : { origin }),
      },
    }),
  );
const post = (path: string, body: unknown, origin?: string | null) =>
  asks(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }, origin);
const visitor = () => randomUUID().replaceAll('-', '');
function subscription(name: string = randomUUID()) {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return {
    endpoint: `https://push.example/${name}`,
    expirationTime: null,
    keys: { p256dh: ecdh.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
  };
}
const browsers = () =>
  here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) =>
      tx<{ endpoint: string; name: string }[]>`select endpoint, name from browsers order by created_at, id`,
  );
const keyIn = async () => /"pushKey":(null|"[\w-]+")/.exec(await (await asks('.js')).text())?.[1];

test('the script offers notifications only when some can be sent, by one key for ever', async () => {
  expect(await keyIn()).toBe('null');
  const web = await createConnection(here.store.context, {
    connector: 'web-push',
    config: { contact: 'a@shop.example' },
  });
  expect(web.connector).toBe('web-push');
  const key = await keyIn();
  // An uncompressed point of P-256.
  expect(Buffer.from(key!, 'base64url')).toHaveLength(65);
  expect(await keyIn()).toBe(key);
});

test('the service worker is a script that knows where it reports', async () => {
  const answer = await asks('/worker.js');
  expect(answer.headers.get('content-type')).toContain('text/javascript');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(await answer.text()).toContain(`"base":"${PUBLIC_URL}/store/${siteKey}"`);
});

describe('a browser', () => {
  test('is kept when it agrees, once, and forgotten when it leaves', async () => {
    const one = { visitor: visitor(), subscription: subscription('one') };
    const answer = await post('/browsers', one);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect((await post('/browsers', one)).status).toBe(204);
    expect(await browsers()).toEqual([{ endpoint: 'https://push.example/one', name: 'Chrome on Android' }]);
    expect((await post('/browsers', { leaves: 'https://push.example/one' })).status).toBe(204);
    expect(await browsers()).toEqual([]);
  });

  test('of another shop, or without a usable address, is refused', async () => {
    const body = { visitor: visitor(), subscription: subscription() };
    expect((await post('/browsers', body, 'https://other.example')).status).toBe(403);
    expect((await post('/browsers', body, null)).status).toBe(403);
    const internal = { ...subscription(), endpoint: 'http://169.254.169.254/x' };
    expect((await post('/browsers', { visitor: visitor(), subscription: internal })).status).toBe(422);
    expect((await post('/browsers', '{"visitor":')).status).toBe(400);
    expect((await post('/browsers', 'x'.repeat(9_000))).status).toBe(413);
    expect(await browsers()).toEqual([]);
  });

  test('cannot be made up without end by one network', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 22; time += 1)
      statuses.push((await post('/browsers', { visitor: visitor(), subscription: subscription() })).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(204));
    expect(statuses.slice(20)).toEqual([429, 429]);
  });
});

test.each(['/shown', '/closed'])(
  '%s ignores a receipt that is not ours, and tells nobody so',
  async (path) => {
    expect((await post(path, 'forged.receipt')).status).toBe(204);
    expect((await post(path, 'forged.receipt', 'https://other.example')).status).toBe(403);
  },
);
