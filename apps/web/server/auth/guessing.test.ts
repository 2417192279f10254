import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { authDatabase, closeAuthDatabase } from './auth-database.ts';
import { ensureFirstOwner } from './first-owner.ts';
import { handleAuth, OPEN_PATHS } from './handle.ts';
import { joinPost, joinVisit } from './join.ts';
import { makeOneTimeLink } from './one-time-link.ts';
import { signIn } from './sign-in.ts';
import * as tables from './tables.ts';

const OWNER = { email: 'owner@example.com', password: 'correct-horse-battery' };
let here: Installation;

beforeAll(async () => {
  here = await openInstallation({
    MILLRACE_ADMIN_EMAIL: OWNER.email,
    MILLRACE_ADMIN_PASSWORD: OWNER.password,
  });
  await ensureFirstOwner();
});
afterAll(() => here.close());
beforeEach(async () => {
  await authDatabase().execute(sql`delete from auth.limits`);
});

interface Sent {
  readonly from?: string;
  readonly cookie?: string;
  readonly type?: string | null;
  readonly raw?: string;
  readonly origin?: string | null;
}

function send(
  path: string,
  body: unknown,
  { from = '198.51.100.1', cookie = '', type = 'application/json', raw, origin = PUBLIC_URL }: Sent = {},
) {
  const headers = new Headers({
    'x-forwarded-for': from,
    ...(cookie ? { cookie } : {}),
    ...(origin ? { origin } : {}),
  });
  if (type) headers.set('content-type', type);
  return handleAuth(
    new Request(`${PUBLIC_URL}/api/auth${path}`, {
      method: 'POST',
      headers,
      body: new TextEncoder().encode(raw ?? JSON.stringify(body)),
    }),
  );
}
const tryIt = async (password: string, sent: Sent = {}, email = OWNER.email) =>
  (await send('/sign-in/email', { email, password }, sent)).status;
/** The `Cookie` header for the cookies that a response set. */
const cookiesOf = (response: Response, only = '') =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => cookie.includes(only))
    .join('; ');
const signedIn = async (sent: Sent = {}) => send('/sign-in/email', OWNER, sent);

describe('guessing a password', () => {
  it('is counted before it is checked: of thirty guesses at the same moment only eight are checked', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => tryIt(`guess-${index}-long`)));
    expect(answers.filter((status) => status === 401)).toHaveLength(8);
    expect(answers.filter((status) => status === 429)).toHaveLength(22);
    expect(await tryIt(OWNER.password)).toBe(429);
  });

  it('by a form, or anything else that is not JSON, is not read at all', async () => {
    const form = `email=${encodeURIComponent(OWNER.email)}&password=${OWNER.password}`;
    for (const type of [
      'application/x-www-form-urlencoded',
      'APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/jsonp',
      'application/x-www-form-urlencoded, application/json',
      null,
    ])
      expect(await tryIt('', { type, raw: form }), String(type)).toBe(415);
    expect(await tryIt('', { raw: form })).toBe(400);
  });

  it('counts other spellings of the address or the account as the same', async () => {
    const ways = ['owner@example.com', ' Owner@Example.com ', 'OWNER@EXAMPLE.COM', 'owner@example.com\t'];
    const answers: number[] = [];
    for (let index = 0; index < 12; index += 1)
      answers.push(await tryIt(`guess-${index}-long`, {}, ways[index % ways.length]));
    expect(answers.filter((status) => status === 429)).toHaveLength(4);
  });

  it('counts one household by the first half of its IPv6 addresses', async () => {
    const answers: number[] = [];
    for (let index = 0; index < 10; index += 1)
      answers.push(await tryIt(`guess-${index}-long`, { from: `2001:db8:1:2::${index + 1}` }));
    expect(answers.slice(8)).toEqual([429, 429]);
    expect(await tryIt('guess-again-long', { from: '2001:db8:1:3::1' })).toBe(401);
  });

  it('is counted by all web processes together, and over a restart', async () => {
    for (let index = 0; index < 8; index += 1) await tryIt(`guess-${index}-long`);
    await closeAuthDatabase();
    expect(await tryIt('one-guess-more')).toBe(429);
    const [row] = await authDatabase().execute<{ keys: string }>(
      sql`select string_agg(key, ' ') as keys from auth.limits`,
    );
    expect(row?.keys).not.toContain('198.51');
    expect(row?.keys).not.toContain('owner');
  });

  it('says how long to wait, then allows another try, and forgets wrong tries after a right one', async () => {
    for (let index = 0; index < 8; index += 1) await tryIt(`guess-${index}-long`);
    const refused = await send('/sign-in/email', { ...OWNER });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    await authDatabase().execute(sql`update auth.limits set clear_at = clear_at - interval '31 seconds'`);
    expect(await tryIt(OWNER.password)).toBe(200);
    for (let index = 0; index < 8; index += 1) expect(await tryIt(`guess-${index}-long`)).toBe(401);
  });

  it.each([
    ['deep', `{"email":${'['.repeat(3_000)}`, 422],
    ['no object', '[]', 422],
    ['no text', '{"email":1,"password":{}}', 422],
    ['unknown fields', '{"email":"a@b.c","password":"x","disableRedirect":true}', 422],
    ['a zero byte', '{"email":"a@b.c","password":"\\u0000"}', 422],
    ['too long', JSON.stringify({ email: 'a@b.c', password: 'x'.repeat(9_000) }), 413],
    ['no JSON', '{', 400],
  ])('with a body that is %s is refused with a sentence', async (_what, raw, status) => {
    const answer = await send('/sign-in/email', null, { raw });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      code: expect.any(String),
      next: expect.any(String),
      requestId: expect.any(String),
    });
  });
});

describe('nobody keeps an owner out', () => {
  it('by guessing from many networks: a browser that signed in before still can, and others a little later', async () => {
    const before = await signedIn({ from: '203.0.113.1' });
    const device = cookiesOf(before, 'device');
    expect(device).not.toBe('');
    const answers: number[] = [];
    const from = Date.now();
    for (let index = 0; index < 110; index += 1)
      answers.push(await tryIt(`guess-${index}-long`, { from: `198.51.${index}.7` }));
    // One more becomes free every 36 seconds; a slow machine takes longer than that for all of these.
    const freed = Math.ceil((Date.now() - from) / 36_000);
    const answered = answers.filter((status) => status === 401).length;
    expect(answered).toBeGreaterThanOrEqual(100);
    expect(answered).toBeLessThanOrEqual(100 + freed);
    expect(await tryIt(OWNER.password, { from: '203.0.113.2' })).toBe(429);
    expect(await tryIt(OWNER.password, { from: '203.0.113.2', cookie: device })).toBe(200);
    expect(await tryIt(OWNER.password, { from: '198.51.1.7', cookie: device })).toBe(200);
    await authDatabase().execute(sql`update auth.limits set clear_at = clear_at - interval '40 seconds'`);
    expect(await tryIt(OWNER.password, { from: '203.0.113.3' })).toBe(200);
  }, 120_000);

  it('from the same network: a browser that is or was signed in is counted separately', async () => {
    const session = cookiesOf(await signedIn(), 'session_token');
    for (let index = 0; index < 9; index += 1) await tryIt(`guess-${index}-long`);
    expect(await tryIt(OWNER.password)).toBe(429);
    expect(await tryIt(OWNER.password, { cookie: session })).toBe(200);
  });

  it('and a one-time link lets in a user who was kept out', async () => {
    const [person] = await authDatabase().select({ id: tables.user.id }).from(tables.user);
    const { link } = await makeOneTimeLink(authDatabase(), person?.id ?? '');
    for (let index = 0; index < 9; index += 1) await tryIt(`guess-${index}-long`);
    const chosen = await joinPost(
      new Request(link, { method: 'POST', body: new URLSearchParams({ password: OWNER.password }) }),
    );
    expect(chosen.status).toBe(303);
    expect(await tryIt(OWNER.password)).toBe(429);
    expect(await tryIt(OWNER.password, { cookie: cookiesOf(chosen, 'device') })).toBe(200);
  });

  it('a known browser counts for its own account only, guesses no faster, and cannot be forged', async () => {
    const device = cookiesOf(await signedIn(), 'device');
    const stranger = 'other@example.com';
    for (let index = 0; index < 9; index += 1)
      await tryIt(`guess-${index}-long`, { cookie: device }, stranger);
    expect(await tryIt('one-guess-more', { cookie: device }, stranger)).toBe(429);
    const answers: number[] = [];
    for (let index = 0; index < 16; index += 1)
      answers.push(await tryIt(`guess-${index}-long`, { cookie: device, from: `203.0.114.${index}` }));
    expect(answers.filter((status) => status === 401)).toHaveLength(12);
    const changed = device.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (let index = 0; index < 8; index += 1)
      await tryIt(`guess-${index}-long`, { cookie: changed, from: '203.0.115.1' });
    expect(await tryIt(OWNER.password, { cookie: changed, from: '203.0.115.1' })).toBe(429);
  });
});

describe('changing a password', () => {
  const change = (cookie: string, currentPassword: string, newPassword: string) =>
    send('/change-password', { currentPassword, newPassword }, { cookie });
  const whoAmI = async (cookie: string) =>
    (
      await handleAuth(new Request(`${PUBLIC_URL}/api/auth/get-session`, { headers: { cookie } }))
    ).json() as Promise<unknown>;

  it('ends every other session and every one-time link, and is in the audit log', async () => {
    const mine = cookiesOf(await signedIn(), 'session_token');
    const thief = cookiesOf(await signedIn({ from: '203.0.113.66' }), 'session_token');
    const [person] = await authDatabase().select({ id: tables.user.id }).from(tables.user);
    const { link } = await makeOneTimeLink(authDatabase(), person?.id ?? '');
    const changed = await change(mine, OWNER.password, 'another-horse-battery');
    expect(changed.status).toBe(200);
    expect(await whoAmI(thief)).toBeNull();
    expect(await whoAmI(mine)).toBeNull();
    expect(await whoAmI(cookiesOf(changed, 'session_token'))).toMatchObject({ user: { email: OWNER.email } });
    expect((await joinVisit(new Request(link))).status).toBe(404);
    const rows = await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) =>
        tx`select actor_type, subject_type, summary from audit_log where action = 'password-changed' order by at desc limit 1`,
    );
    expect(rows).toMatchObject([
      { actor_type: 'person', subject_type: 'person', summary: expect.stringContaining('other session') },
    ]);
    expect(
      (await change(cookiesOf(changed, 'session_token'), 'another-horse-battery', OWNER.password)).status,
    ).toBe(200);
  });

  it('is limited, so that a signed-in browser cannot be used to guess the password', async () => {
    const mine = cookiesOf(await signedIn(), 'session_token');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => change(mine, `guess-${index}-long`, 'thiefs-own-password')),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    expect((await change('', OWNER.password, 'thiefs-own-password')).status).toBe(401);
    expect(
      (
        await send(
          '/change-password',
          { currentPassword: OWNER.password, newPassword: 'short' },
          { cookie: mine },
        )
      ).status,
    ).toBe(422);
  });
});

describe('one-time links and keys', () => {
  it('cannot be guessed: after thirty wrong ones a network waits, and a right one is not counted', async () => {
    const [person] = await authDatabase().select({ id: tables.user.id }).from(tables.user);
    const { link } = await makeOneTimeLink(authDatabase(), person?.id ?? '');
    const open = async (url: string) =>
      (await joinVisit(new Request(url, { headers: { 'x-forwarded-for': '198.51.100.9' } }))).status;
    for (let index = 0; index < 40; index += 1) expect(await open(link)).toBe(200);
    const wrong: number[] = [];
    for (let index = 0; index < 35; index += 1) wrong.push(await open(`${PUBLIC_URL}/join/guess-${index}`));
    expect(wrong.filter((status) => status === 404)).toHaveLength(30);
    expect(wrong.at(-1)).toBe(429);
  });

  it('a network that sends unknown keys waits, while a valid key goes on working there', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.10' };
    expect((await here.call('GET', '/templates', { headers })).status).toBe(200);
    const wrong = await Promise.all(
      Array.from({ length: 140 }, (_, index) =>
        here.call('GET', '/templates', { headers, key: `mill_guess_${index}` }),
      ),
    );
    expect(wrong.filter((answer) => answer.status === 429).length).toBeGreaterThan(10);
    expect(wrong.every((answer) => answer.status === 429 || answer.status === 401)).toBe(true);
    expect((await here.call('GET', '/templates', { headers })).status).toBe(200);
  });
});

describe('what the sign-in library offers', () => {
  it('is switched off, except for what we use', async () => {
    const offered = Object.values(
      signIn().api as Record<string, { path?: string; options?: { method?: string | string[] } }>,
    )
      .filter((endpoint) => typeof endpoint.path === 'string')
      .flatMap(({ path = '', options }) =>
        [options?.method ?? 'GET'].flat().map((method) => ({ path: `/api/auth${path}`, method })),
      );
    expect(offered.length).toBeGreaterThan(30);
    const cookie = cookiesOf(await signedIn(), 'session_token');
    const isOpen = (path: string, method: string) =>
      OPEN_PATHS.some((open) => open.path === path && open.method === method);
    for (const { path, method } of offered) {
      const variants = [
        path,
        `${path}/`,
        path.replace('/api/auth', '/api/auth/'),
        path.toUpperCase().replace('/API/AUTH', '/api/auth'),
      ];
      for (const variant of new Set(variants)) {
        if (isOpen(variant, method)) continue;
        const request = new Request(`${PUBLIC_URL}${variant}`, {
          method,
          headers: { cookie, origin: PUBLIC_URL, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: '{}' }),
        });
        expect((await handleAuth(request)).status, `${method} ${variant}`).toBe(404);
      }
    }
  });

  it('answers a path such as `constructor` like any unknown path', async () => {
    for (const path of ['/constructor', '/__proto__', '', '/', '/sign-in/email/..%2f..'])
      expect((await send(path, {})).status, path).toBe(404);
  });
});
