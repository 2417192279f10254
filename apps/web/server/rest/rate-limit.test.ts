import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation({ MILLRACE_API_RATE: '3' });
});
afterAll(() => here.close());

it('asks a key that calls too fast to wait, says how long, and does not affect other keys', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => here.call('GET', '/templates')));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.body.code).toBe('rate-limited');
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await here.call('GET', '/templates', { key: await here.makeKey() })).status).toBe(200);
});
