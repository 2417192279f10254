import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connector, encodeForm } from '@millrace/connectors';
import { sign } from './sign.ts';
import { verifySignature } from './verify-signature.ts';

const shopify = connector('shopify').webhook!.signature;
const twilio = connector('twilio').webhook!.signature;
const url = 'https://shop.example/hooks/shopify/c1';

describe('a Shopify signature', () => {
  const rawBody = Buffer.from('{"id":1,"title":"Stoneware ☕ مَقْهَى"}', 'utf8');
  const header = createHmac('sha256', 'shpss_one').update(rawBody).digest('base64');
  const signed = { rawBody, url, headers: { 'x-shopify-hmac-sha256': header } };

  test('made with the connection’s secret over the exact bytes is accepted', () => {
    expect(verifySignature(shopify, ['shpss_one'], signed)).toBe(true);
  });

  test('made with the previous secret is accepted while it is kept', () => {
    expect(verifySignature(shopify, ['shpss_two', 'shpss_one'], signed)).toBe(true);
    expect(verifySignature(shopify, ['shpss_two'], signed)).toBe(false);
  });

  test('is refused when one byte of the body, or only its spacing, differs', () => {
    expect(
      verifySignature(shopify, ['shpss_one'], {
        ...signed,
        rawBody: Buffer.from('{"id": 1,"title":"Stoneware ☕ مَقْهَى"}'),
      }),
    ).toBe(false);
  });

  test.each([undefined, '', 'x', header.slice(0, -4), `${header}AAAA`, 'ﷺ'])(
    'is refused when missing, cut or odd: %s',
    (given) => {
      expect(
        verifySignature(shopify, ['shpss_one'], { ...signed, headers: { 'x-shopify-hmac-sha256': given } }),
      ).toBe(false);
    },
  );

  test('is refused when the connection has no secret', () => {
    const empty = createHmac('sha256', '').update(rawBody).digest('base64');
    expect(verifySignature(shopify, [''], { ...signed, headers: { 'x-shopify-hmac-sha256': empty } })).toBe(
      false,
    );
    expect(verifySignature(shopify, [], signed)).toBe(false);
  });

  test('of any body and secret is accepted, and of any other body refused', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.string({ minLength: 1 }), (body, other, secret) => {
        const headers = { 'x-shopify-hmac-sha256': sign(shopify, secret, { rawBody: body, url }) };
        expect(verifySignature(shopify, [secret], { rawBody: body, url, headers })).toBe(true);
        if (Buffer.compare(body, other) !== 0)
          expect(verifySignature(shopify, [secret], { rawBody: other, url, headers })).toBe(false);
      }),
    );
  });
});

describe('a Twilio signature', () => {
  // The worked example of Twilio's documentation: token 12345, signature 0/KCTR6DLpKmkAf8muzZqo1nDgQ=
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  };
  const example = {
    rawBody: Buffer.from(encodeForm(fields)),
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    headers: { 'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgQ=' },
  };

  test('from the published example is accepted', () => {
    expect(verifySignature(twilio, ['12345'], example)).toBe(true);
  });

  test('is accepted with the fields in any order, and with the standard port written out', () => {
    const turned = Buffer.from(encodeForm(Object.fromEntries(Object.entries(fields).reverse())));
    expect(
      verifySignature(twilio, ['12345'], {
        ...example,
        rawBody: turned,
        url: 'https://mycompany.com:443/myapp.php?foo=1&bar=2',
      }),
    ).toBe(true);
  });

  test('is refused when a field, the address or the token differs', () => {
    expect(
      verifySignature(twilio, ['12345'], {
        ...example,
        rawBody: Buffer.from(encodeForm({ ...fields, Digits: '1235' })),
      }),
    ).toBe(false);
    expect(
      verifySignature(twilio, ['12345'], { ...example, url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }),
    ).toBe(false);
    expect(verifySignature(twilio, ['54321'], example)).toBe(false);
  });

  test('over a body that is not a form is refused without an error', () => {
    expect(verifySignature(twilio, ['12345'], { ...example, rawBody: Buffer.from('%E0%A4%A') })).toBe(false);
    expect(verifySignature(twilio, ['12345'], { ...example, rawBody: Buffer.from('a&'.repeat(5_000)) })).toBe(
      false,
    );
  });
});
