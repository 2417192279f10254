import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeForm, type HmacScheme, type SignatureScheme, type SignedPart } from '@millrace/connectors';
import { newSigningKey, signDelivery } from './testing/sign-delivery.ts';
import { verifySignature } from './verify-signature.ts';

interface Vector {
  readonly system: string;
  readonly scheme: string;
  readonly secret?: string;
  readonly publicKey?: string;
  readonly url?: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly form?: Record<string, string>;
}

const { vectors } = JSON.parse(readFileSync(new URL('./vectors/vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

const MINUTES = 5 * 60_000;
const hmac = (
  header: string,
  algorithm: HmacScheme['algorithm'],
  encoding: HmacScheme['encoding'],
  over: readonly SignedPart[] = ['raw-body'],
  more: Partial<HmacScheme> = {},
): HmacScheme => ({ kind: 'hmac', at: { header }, algorithm, encoding, over, secrets: ['secret'], ...more });
const signedAt = (header: string, unit: 'seconds' | 'milliseconds' | 'iso') => ({
  signedAt: { at: { header }, unit, toleranceMs: MINUTES },
});
const dot: SignedPart = { text: '.' };

/** How each system signs, as its contract says. */
const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  sendgrid: {
    kind: 'public-key',
    algorithm: 'ecdsa-p256-sha256',
    at: { header: 'x-twilio-email-event-webhook-signature' },
    over: ['timestamp', 'raw-body'],
    secrets: ['key'],
    ...signedAt('x-twilio-email-event-webhook-timestamp', 'seconds'),
  },
  slack: hmac(
    'x-slack-signature',
    'sha256',
    'hex',
    [{ text: 'v0:' }, 'timestamp', { text: ':' }, 'raw-body'],
    {
      prefix: 'v0=',
      ...signedAt('x-slack-request-timestamp', 'seconds'),
    },
  ),
  twilio: hmac('x-twilio-signature', 'sha1', 'base64', ['url', 'sorted-form']),
  'twilio, JSON': hmac('x-twilio-signature', 'sha1', 'base64', ['url'], {
    bodyDigest: { at: { query: 'bodySHA256' }, algorithm: 'sha256', encoding: 'hex' },
  }),
  shopify: hmac('x-shopify-hmac-sha256', 'sha256', 'base64'),
  woocommerce: hmac('x-wc-webhook-signature', 'sha256', 'base64'),
  loop: hmac('x-loop-signature', 'sha256', 'base64'),
  intercom: hmac('x-hub-signature', 'sha1', 'hex', ['raw-body'], { prefix: 'sha1=' }),
  segment: hmac('x-signature', 'sha1', 'hex'),
  zendesk: hmac(
    'x-zendesk-webhook-signature',
    'sha256',
    'base64',
    ['timestamp', 'raw-body'],
    signedAt('x-zendesk-webhook-signature-timestamp', 'iso'),
  ),
  klaviyo: hmac(
    'klaviyo-signature',
    'sha256',
    'hex',
    ['raw-body', 'timestamp'],
    signedAt('klaviyo-timestamp', 'iso'),
  ),
  attentive: hmac('x-attentive-hmac-sha256', 'sha256', 'hex'),
  xero: hmac('x-xero-signature', 'sha256', 'base64'),
  quickbooks: hmac('intuit-signature', 'sha256', 'base64'),
  hubspot: hmac(
    'x-hubspot-signature-v3',
    'sha256',
    'base64',
    ['method', 'url', 'raw-body', 'timestamp'],
    signedAt('x-hubspot-request-timestamp', 'milliseconds'),
  ),
  bigcommerce: hmac(
    'webhook-signature',
    'sha256',
    'base64',
    [{ header: 'webhook-id' }, dot, 'timestamp', dot, 'raw-body'],
    {
      separator: ' ',
      prefix: 'v1,',
      ...signedAt('webhook-timestamp', 'seconds'),
    },
  ),
  mandrill: hmac('x-mandrill-signature', 'sha1', 'base64', ['url', 'sorted-form']),
  mailchimp: hmac('x-mailchimp-signature', 'sha256', 'hex', ['timestamp', dot, 'raw-body'], {
    separator: ',',
    prefix: 'v1=',
    signedAt: { at: { piece: 't=' }, unit: 'seconds', toleranceMs: MINUTES },
  }),
  okendo: hmac(
    'svix-signature',
    'sha256',
    'base64',
    [{ header: 'svix-id' }, dot, 'timestamp', dot, 'raw-body'],
    {
      separator: ' ',
      prefix: 'v1,',
      secretAfter: 'whsec_',
      ...signedAt('svix-timestamp', 'seconds'),
    },
  ),
};

const named = vectors.map((vector) => {
  const system = vector.system === 'twilio' && vector.body !== undefined ? 'twilio, JSON' : vector.system;
  const headers = Object.fromEntries(
    Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const rawBody = Buffer.from(vector.body ?? encodeForm(vector.form ?? {}));
  const delivery = { rawBody, url: vector.url ?? 'https://shop.example/hooks/x/1', headers };
  return { system, scheme: SCHEMES[system]!, secret: vector.secret ?? vector.publicKey ?? '', delivery };
});

/** The delivery's time of signing; now, when it has none. */
function signedWhen(scheme: SignatureScheme, headers: Readonly<Record<string, string>>): number {
  const stamp = scheme.kind === 'token' ? undefined : scheme.signedAt;
  if (stamp === undefined) return Date.now();
  const text =
    'piece' in stamp.at
      ? (/t=(\d+)/.exec(Object.values(headers).join())?.[1] ?? '')
      : 'header' in stamp.at
        ? (headers[stamp.at.header] ?? '')
        : '';
  return stamp.unit === 'iso' ? Date.parse(text) : Number(text) * (stamp.unit === 'seconds' ? 1_000 : 1);
}

test('every system with vectors has its scheme', () => {
  expect(new Set(named.map(({ system }) => system))).toEqual(new Set(Object.keys(SCHEMES)));
});

describe.each(named)('the vector of $system', ({ scheme, secret, delivery }) => {
  const now = signedWhen(scheme, delivery.headers);

  test('is accepted, with its secret alone and beside another', () => {
    expect(verifySignature(scheme, [secret], delivery, now)).toBe(true);
    const other = newSigningKey(scheme, 'another-secret').setting;
    expect(verifySignature(scheme, [other, secret], delivery, now)).toBe(true);
    expect(verifySignature(scheme, [other], delivery, now)).toBe(false);
  });

  test('is refused when any byte of the body differs', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: delivery.rawBody.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (place, change) => {
          const rawBody = Buffer.from(delivery.rawBody);
          rawBody[place] = rawBody[place]! ^ change;
          // A form may be the same fields in another spelling.
          fc.pre(!isSameForm(scheme, rawBody, delivery.rawBody));
          expect(verifySignature(scheme, [secret], { ...delivery, rawBody }, now)).toBe(false);
        },
      ),
    );
  });

  test('is refused without any one of its headers, or with a wrong one', () => {
    for (const name of Object.keys(delivery.headers))
      for (const odd of [undefined, '', ' ', 'v1,', 'x', 'ﷺ', `${delivery.headers[name]}A`])
        expect(
          verifySignature(
            scheme,
            [secret],
            { ...delivery, headers: { ...delivery.headers, [name]: odd } },
            now,
          ),
          `${name} ${odd}`,
        ).toBe(false);
  });

  test('is refused as a replay once its time has passed, if it has one', () => {
    const tellsTime = scheme.kind !== 'token' && scheme.signedAt !== undefined;
    for (const away of [MINUTES + 2_000, -MINUTES - 2_000])
      expect(verifySignature(scheme, [secret], delivery, now + away)).toBe(!tellsTime);
    expect(verifySignature(scheme, [secret], delivery, now + MINUTES - 1_000)).toBe(true);
  });
});

const isSameForm = (scheme: SignatureScheme, one: Buffer, other: Buffer) =>
  scheme.kind === 'hmac' && scheme.over.includes('sorted-form') && decoded(one) === decoded(other);
const decoded = (bytes: Buffer) => [...new URLSearchParams(bytes.toString('utf8'))].sort().join('|');

const url = 'https://shop.example/hooks/x/1';
const rawBody = Buffer.from('{"signature":{"token":"abc","stamp":1764200000},"id":7}');

describe('other features of a scheme', () => {
  const keys = (['ed25519', 'rsa-sha256', 'ecdsa-p256-sha256'] as const).map((algorithm) => ({
    scheme: {
      kind: 'public-key',
      algorithm,
      at: { header: 'x-signature' },
      over: ['raw-body'],
      secrets: ['key'],
    } as const,
    algorithm,
  }));

  test.each(keys)(
    'a signature by a public key, $algorithm, and by no other key or kind of key',
    ({ scheme }) => {
      const key = newSigningKey(scheme, '');
      const delivery = signDelivery(scheme, key, { rawBody, url, now: 0 });
      expect(verifySignature(scheme, [key.setting], delivery)).toBe(true);
      expect(verifySignature(scheme, [newSigningKey(scheme, '').setting, key.setting], delivery)).toBe(true);
      expect(verifySignature(scheme, [newSigningKey(scheme, '').setting], delivery)).toBe(false);
      for (const { scheme: other } of keys.filter((one) => one.scheme !== scheme))
        expect(verifySignature(other, [key.setting], delivery)).toBe(false);
      for (const junk of ['', 'no key', '-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----'])
        expect(verifySignature(scheme, [junk], delivery)).toBe(false);
    },
  );

  test('a signature in the body, over fields of the body', () => {
    const scheme: HmacScheme = {
      kind: 'hmac',
      algorithm: 'sha512',
      encoding: 'hex',
      at: { field: ['signature', 'token'] },
      over: [{ field: ['signature', 'stamp'] }, { query: 'salt' }],
      secrets: ['secret'],
    };
    // The signature in the body does not match this secret; the signed part must be there too.
    expect(verifySignature(scheme, ['s'], { rawBody, url: `${url}?salt=1`, headers: {} })).toBe(false);
    const made = signDelivery(
      { ...scheme, at: { header: 'x' } },
      { setting: 's', key: 's' },
      { rawBody, url: `${url}?salt=1`, now: 0 },
    );
    const inBody = Buffer.from(rawBody.toString().replace('abc', made.headers['x'] ?? ''));
    expect(verifySignature(scheme, ['s'], { rawBody: inBody, url: `${url}?salt=1`, headers: {} })).toBe(true);
    expect(verifySignature(scheme, ['s'], { rawBody: inBody, url: `${url}?salt=2`, headers: {} })).toBe(
      false,
    );
    expect(verifySignature(scheme, ['s'], { rawBody: Buffer.from('no json'), url, headers: {} })).toBe(false);
  });

  test.each([
    ['plain', 'the-shared-word'],
    ['bearer', 'Bearer the-shared-word'],
    ['basic', `Basic ${Buffer.from('millrace:the-shared-word').toString('base64')}`],
  ] as const)('a shared word, %s', (form, header) => {
    const scheme: SignatureScheme = {
      kind: 'token',
      at: { header: 'authorization' },
      form,
      secrets: ['word'],
    };
    const delivery = (authorization: string) => ({ rawBody, url, headers: { authorization } });
    expect(verifySignature(scheme, ['another', 'the-shared-word'], delivery(header))).toBe(true);
    for (const odd of [
      '',
      'Bearer',
      'Basic',
      'Basic !!',
      'the-shared-wor',
      `${header}x`,
      'Basic bm9jb2xvbg==',
    ])
      expect(verifySignature(scheme, ['the-shared-word'], delivery(odd)), odd).toBe(false);
    expect(verifySignature(scheme, [''], delivery(form === 'plain' ? '' : 'Bearer '))).toBe(false);
  });

  test('of several signatures one valid one is enough, and those of other versions are ignored', () => {
    const scheme = SCHEMES['bigcommerce'] as HmacScheme;
    const now = 1_764_200_000_000;
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': String(now / 1_000) };
    const made = signDelivery(scheme, { setting: 'new', key: 'new' }, { rawBody, url, headers, now });
    const signature = made.headers['webhook-signature'] ?? '';
    const given = (text: string) => ({ rawBody, url, headers: { ...headers, 'webhook-signature': text } });
    expect(verifySignature(scheme, ['new'], given(`v1,AAAA ${signature}`), now)).toBe(true);
    expect(verifySignature(scheme, ['new'], given(signature.replace('v1,', 'v2,')), now)).toBe(false);
  });
});
