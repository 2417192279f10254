import { createECDH, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PUSH_BYTES, type Device, type PushNote } from '@millrace/connectors';
import { isPushAddress, makePushKeys, sendPush } from './send-push.ts';
import { decryptPush, readSigner } from './testing/decrypt.ts';
import { PushService } from './testing/push-service.ts';

describe('the receiver of these tests', () => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url'));
  const keys = { ecdh, auth: Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url') };
  const body = Buffer.from(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    'base64url',
  );

  test('decrypts the example of RFC 8291, section 5', () => {
    expect(ecdh.getPublicKey('base64url')).toBe(
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    );
    expect(decryptPush(body, keys)).toBe('When I grow up, I want to be a watermelon');
  });

  test('refuses what was changed, and what is for another browser', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = Buffer.from(body);
        changed[at]! ^= bits;
        // A larger record size than the record has changes nothing of it.
        fc.pre(at < 16 || at > 19);
        expect(() => decryptPush(changed, keys)).toThrow(/./);
      }),
    );
    expect(() => decryptPush(body, { ...keys, auth: randomBytes(16) })).toThrow(/authenticate/);
  });

  test('checks the example of RFC 8292, section 2.4, and refuses one whose claims were changed', () => {
    const signed =
      'vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';
    expect(readSigner(signed)).toMatchObject({
      aud: 'https://push.example.net',
      exp: 1_453_523_768,
      sub: 'mailto:push@example.com',
    });
    expect(() => readSigner(signed.replace('eyJhdWQ', 'eyJhdWR'))).toThrow(
      'The signature is not by the key that it names.',
    );
  });
});

describe('a notification', () => {
  const keys = makePushKeys();
  let service: PushService;
  beforeAll(async () => {
    service = await new PushService().open();
  });
  afterAll(() => service.close());
  beforeEach(() => vi.stubEnv('MILLRACE_ALLOW_INTERNAL', service.host));
  afterEach(() => {
    vi.unstubAllEnvs();
    service.received.length = 0;
    service.refusals.length = 0;
  });

  const device = (id: string): Device => ({ id, ...service.subscribe(id) });
  const note = (devices: readonly Device[], more: Partial<PushNote> = {}): PushNote => ({
    devices,
    payload: JSON.stringify({ title: 'Your cart 😀' }),
    keptFor: 3_600,
    urgency: 'high',
    topic: 'a'.repeat(32),
    contact: 'mailto:hello@example.com',
    ...more,
  });
  const statusOf = async (sent: ReturnType<typeof sendPush>) =>
    (await sent).each.map(({ device: id, answer }) => [
      id,
      answer.kind === 'answered' ? answer.status : answer.kind,
    ]);

  test('is decrypted by each browser it is for, and signed for its push service', async () => {
    expect(await statusOf(sendPush(note([device('phone'), device('computer')]), keys))).toEqual([
      ['phone', 201],
      ['computer', 201],
    ]);
    expect(service.refusals).toEqual([]);
    expect(service.received.map(({ browser }) => browser).toSorted()).toEqual(['computer', 'phone']);
    for (const { json, headers, signer } of service.received) {
      expect(json).toEqual({ title: 'Your cart 😀' });
      expect(headers).toMatchObject({ ttl: '3600', urgency: 'high', topic: 'a'.repeat(32) });
      expect(signer).toMatchObject({ key: keys.publicKey, sub: 'mailto:hello@example.com' });
    }
  });

  test('has no topic when it replaces nothing, and is as long as a push service takes', async () => {
    const payload = JSON.stringify({ text: 'x'.repeat(PUSH_BYTES - 11) });
    expect(Buffer.byteLength(payload)).toBe(PUSH_BYTES);
    expect(await statusOf(sendPush(note([device('phone')], { payload, topic: null }), keys))).toEqual([
      ['phone', 201],
    ]);
    expect(service.received[0]?.headers['topic']).toBeUndefined();
    expect(service.received[0]?.headers['content-length']).toBe('4096');
  });

  test('has the answer of each push service: gone, busy, none', async () => {
    for (const [name, answer] of [
      ['gone', { status: 410 }],
      ['busy', { status: 429, headers: { 'retry-after': '9' } }],
      ['lost', 'lost'],
    ] as const) {
      const one = device(name);
      service.script(name, answer);
      const { each } = await sendPush(note([one]), keys);
      expect(each[0]?.answer).toMatchObject(
        answer === 'lost'
          ? { kind: 'no-answer' }
          : { status: answer.status, retryAfterMs: answer.status === 429 ? 9_000 : null },
      );
    }
  });

  test('is never handed to an address that is plain or internal, unless the owner allows that machine', async () => {
    vi.stubEnv('MILLRACE_ALLOW_INTERNAL', '');
    const local = device('phone');
    const hidden = { ...local, id: 'hidden', endpoint: local.endpoint.replace('http:', 'https:') };
    expect(await statusOf(sendPush(note([local, hidden]), keys))).toEqual([
      ['phone', 'not-sent'],
      ['hidden', 'not-sent'],
    ]);
    expect(service.received).toEqual([]);
    expect(
      ['https://push.example/a', 'http://push.example/a', 'ftp://push.example', 'x', ''].map(isPushAddress),
    ).toEqual([true, false, false, false, false]);
  });

  test('for a browser with a key that is no key is not sent, and stops no other', async () => {
    const broken = {
      ...device('broken'),
      keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: 'AAAA' },
    };
    expect(await statusOf(sendPush(note([broken, device('phone')]), keys))).toEqual([
      ['broken', 'not-sent'],
      ['phone', 201],
    ]);
  });
});
