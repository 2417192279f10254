import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureFirstOwner } from '../auth/first-owner.ts';
import { openInstallation, PUBLIC_URL, signInAs, type Installation } from '../testing/installation.ts';
import { handleExport } from './handle-export.ts';

const OWNER = { email: 'owner@example.com', password: 'correct-horse-battery' };
let here: Installation;
let cookie: string;

beforeAll(async () => {
  here = await openInstallation({
    MILLRACE_ADMIN_EMAIL: OWNER.email,
    MILLRACE_ADMIN_PASSWORD: OWNER.password,
  });
  await ensureFirstOwner();
  cookie = await signInAs(OWNER.email, OWNER.password);
});
afterAll(() => here.close());

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  handleExport(new Request(`${PUBLIC_URL}/api/export/${path}`, { headers }));

it('streams a list as a CSV file to download', async () => {
  await here.call('POST', '/events', {
    body: { id: 'a', type: 'customer-updated', customer: { email: 'ann@example.com', firstName: '=1+1' } },
  });
  const answer = await get('customers?search=ann');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const text = await answer.text();
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain("ann@example.com,,'=1+1");
});

it('is refused to whoever is not signed in, to other sites, and for lists and filters that do not exist', async () => {
  expect((await get('customers', {})).status).toBe(401);
  expect((await get('customers', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await get('nothing')).status).toBe(404);
  expect((await get('customers?other=1')).status).toBe(422);
});
