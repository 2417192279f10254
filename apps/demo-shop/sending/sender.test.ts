import { describe, expect, it } from 'vitest';
import { testSettings } from '../live/shop-for-tests.ts';
import { signatureOf } from './signature.ts';
import { backoff, verdictOf, type Answer, type Request } from './call.ts';
import type { Parcel } from './parcel.ts';
import { createSender, requestFor } from './sender.ts';

const answer = (status: number, retryAfter: number | null = null): Answer => ({
  status,
  text: '',
  retryAfter,
});
const parcel = (id: string, lane = id, topic: string | null = 'carts/update'): Parcel => ({
  id,
  lane,
  topic,
  body: `{"id":"${id}"}`,
  triggeredAt: 1_795_000_000_000,
});
const idOf = (request: Request) => (JSON.parse(request.body ?? '{}') as { id: string }).id;

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function sending(answers: (id: string, tries: number) => Answer, waiting: Parcel[] = []) {
  const calls: string[] = [];
  const said: string[] = [];
  const sender = createSender({
    settings: () => testSettings,
    say: (sentence) => said.push(sentence),
    waiting,
    second: 1,
    call: async (request) => {
      const id = idOf(request);
      calls.push(id);
      return answers(id, calls.filter((one) => one === id).length);
    },
  });
  return { sender, calls, said };
}

describe('sending to Millrace', () => {
  it('keeps the order within a lane, and sends each parcel once', async () => {
    const { sender, calls } = sending(() => answer(200));
    for (let count = 0; count < 60; count += 1) sender.put(parcel(`p${count}`, `lane-${count % 7}`));
    await until(() => sender.waiting().length === 0);
    expect(calls).toHaveLength(60);
    for (let lane = 0; lane < 7; lane += 1) {
      const numbers = calls.map((id) => Number(id.slice(1))).filter((count) => count % 7 === lane);
      expect(numbers).toEqual([...numbers].sort((first, second) => first - second));
    }
  });

  it('loses nothing while Millrace does not answer, and goes on when it does', async () => {
    const { sender, calls, said } = sending((_id, tries) => answer(tries < 4 ? 0 : 200));
    for (let count = 0; count < 5; count += 1) sender.put(parcel(`p${count}`));
    await until(() => sender.waiting().length === 0);
    expect(sender.sent).toBe(5);
    expect(new Set(calls).size).toBe(5);
    expect(said.some((sentence) => sentence.includes('does not answer'))).toBe(true);
    expect(said.some((sentence) => sentence.includes('\n') || sentence.includes(' at '))).toBe(false);
  });

  it('sends only one request after a failure, until Millrace answers', async () => {
    let atOnce = 0;
    let most = 0;
    let failures = 0;
    const sender = createSender({
      settings: () => testSettings,
      say: () => {},
      second: 1,
      call: async () => {
        atOnce += 1;
        if (failures > 0 && failures < 6) most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 1));
        atOnce -= 1;
        return answer((failures += 1) > 12 ? 200 : 503);
      },
    });
    for (let count = 0; count < 30; count += 1) sender.put(parcel(`p${count}`));
    await until(() => sender.waiting().length === 0);
    // The first six were sent together, before the first failure.
    expect(most).toBeLessThanOrEqual(6);
    expect(sender.sent).toBe(30);
  });

  it('gives up a refused parcel, prints why, and sends the rest', async () => {
    const { sender, said } = sending((id) => answer(id === 'bad' ? 422 : 200));
    for (const id of ['good', 'bad', 'better']) sender.put(parcel(id, 'same'));
    await until(() => sender.waiting().length === 0);
    expect([sender.sent, sender.refused]).toEqual([2, 1]);
    expect(said[0]).toContain('refused carts/update (422)');
  });

  it('sends the others when only one parcel fails', async () => {
    const { sender } = sending((id) => answer(id === 'bad' ? 500 : 200));
    sender.put(parcel('bad'));
    sender.put(parcel('good'));
    await until(() => sender.sent === 1);
    await until(() => sender.refused === 1);
    expect(sender.waiting()).toEqual([]);
  });

  it('begins with the parcels left from the last run', async () => {
    const { sender, calls } = sending(() => answer(200), [parcel('old')]);
    await until(() => sender.waiting().length === 0);
    expect(calls).toEqual(['old']);
  });

  it('waits longer each time, at most half a minute, or as long as it is asked to', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((failures) => backoff(failures, null))).toEqual([
      1, 2, 4, 8, 16, 30, 30,
    ]);
    expect(backoff(1, 12)).toBe(12);
    expect(backoff(1, 3_600)).toBe(60);
    expect([200, 302, 0, 429, 503, 401, 404, 413, 422].map((status) => verdictOf(answer(status)))).toEqual([
      'taken',
      'taken',
      'later',
      'later',
      'later',
      'no-access',
      'no-access',
      'refused',
      'refused',
    ]);
  });
});

describe('a webhook of the shop', () => {
  it('is signed over its exact bytes and has the headers that Shopify sends', () => {
    const { url, headers, body } = requestFor(parcel('w1'), testSettings);
    expect(url).toBe('http://product.invalid/hooks/shopify/connection');
    expect(headers).toMatchObject({
      'X-Shopify-Topic': 'carts/update',
      'X-Shopify-Webhook-Id': 'w1',
      'X-Shopify-Shop-Domain': 'millrace-demo.myshopify.com',
      'X-Shopify-Triggered-At': '2026-11-18T11:06:40.000Z',
    });
    expect(headers['X-Shopify-Hmac-Sha256']).toBe(signatureOf(body, testSettings.secret));
  });

  it('has the signature that was computed for these bytes with another tool', () => {
    // printf '{"id":1}' | openssl dgst -sha256 -hmac 'hush' -binary | base64
    expect(signatureOf('{"id":1}', 'hush')).toBe('VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=');
  });
});
