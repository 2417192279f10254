import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { CONNECTORS, connector, outgoing, signatureSecrets } from '@millrace/connectors';
import { call } from './http/call.ts';
import { newSigningKey, signDelivery } from './signature/testing/sign-delivery.ts';
import { verifySignature } from './signature/verify-signature.ts';
import { closeSmtpConnections } from './smtp/connection-pool.ts';
import { sendSmtp } from './smtp/send-smtp.ts';
import { scriptedMailServer } from './smtp/testing/scripted-mail-server.ts';

// The servers of these tests are on this machine.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const NOW = Date.UTC(2026, 10, 10, 12);
const MINUTE = 60_000;

describe.each(CONNECTORS.filter((kind) => kind.webhook).map((kind) => [kind.id, kind] as const))(
  'webhooks of %s',
  (id, kind) => {
    const scheme = kind.webhook!.signature;
    const keys = scheme.secrets.map((_name, index) => newSigningKey(scheme, `secret-word-${index}`));
    const config = {
      ...(kind.config.parse(kind.example) as object),
      ...Object.fromEntries(scheme.secrets.map((name, index) => [name, keys[index]!.setting])),
    };
    const secrets = signatureSecrets(kind, config);
    const rawBody = Buffer.from(
      kind.webhook!.format === 'json' ? '{"id":1}' : 'MessageSid=SM1&MessageStatus=sent',
    );
    const url = `https://shop.example/hooks/${id}/c1?message=m1`;
    const delivery = (key = keys[0]!, now = NOW) => signDelivery(scheme, key, { rawBody, url, now });

    test('are accepted with the newest and with the previous secret, so that secrets can be rotated', () => {
      expect(keys.length).toBe(2);
      for (const key of keys) expect(verifySignature(scheme, secrets, delivery(key), NOW)).toBe(true);
    });

    test('are refused when unsigned, signed with another secret, or changed on the way', () => {
      expect(verifySignature(scheme, secrets, { rawBody, url, headers: {} }, NOW)).toBe(false);
      expect(verifySignature(scheme, secrets, delivery(newSigningKey(scheme, 'stranger')), NOW)).toBe(false);
      if (scheme.kind !== 'token')
        expect(
          verifySignature(
            scheme,
            secrets,
            { ...delivery(), rawBody: Buffer.concat([rawBody, Buffer.from('&x=1')]) },
            NOW,
          ),
        ).toBe(false);
    });

    test('are refused when their time of signing is too long ago, or in the future', () => {
      const signedAt = scheme.kind === 'token' ? undefined : scheme.signedAt;
      const away = (signedAt?.toleranceMs ?? 0) + MINUTE;
      for (const now of [NOW - away, NOW + away])
        expect(verifySignature(scheme, secrets, delivery(keys[0], now), NOW), String(now)).toBe(
          signedAt === undefined,
        );
    });
  },
);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  closeSmtpConnections();
  for (const close of closing.splice(0)) await close();
});

test('a text is sent as Twilio requires, and the response is understood', async () => {
  const recorded = JSON.parse(
    readFileSync(new URL('../../catalogue/connectors/twilio/recorded/created.json', import.meta.url), 'utf8'),
  ) as { body: unknown };
  let seen = '';
  const server = createServer((incoming, response) => {
    incoming.on('data', (chunk) => {
      seen += String(chunk);
    });
    incoming.on('end', () =>
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(recorded.body)),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });

  const twilio = connector('twilio');
  const message = outgoing({
    channel: 'sms',
    messageId: 'm1',
    to: '+13125550142',
    text: 'Your cart is waiting ☕',
  });
  const dispatch = twilio.deliver!.sms!.request(message, twilio.config.parse(twilio.example));
  if (dispatch.via !== 'http') throw new Error('a text goes by HTTP');
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await call({
    ...dispatch.request,
    url: dispatch.request.url.replace('https://api.twilio.com', there),
  });
  expect(twilio.deliver!.sms!.outcome(answer)).toEqual({
    result: 'accepted',
    providerId: 'SM5a1f0c7be24d4c0f8a9be0d1c2f3a4b5',
  });
  expect(new URLSearchParams(seen).get('Body')).toBe('Your cart is waiting ☕');
});

test('an e-mail is sent to a real mail server, and the response is understood', async () => {
  const mail = await scriptedMailServer();
  closing.push(() => mail.close());
  const smtp = connector('smtp');
  const config = smtp.config.parse({
    host: mail.server.host,
    port: mail.server.port,
    security: 'none',
    fromAddress: 'hello@harbourlane.example',
    fromName: 'Harbour Lane',
  });
  const dispatch = smtp.deliver!.email!.request(
    outgoing({
      channel: 'email',
      messageId: 'm1',
      to: 'maya@example.com',
      subject: 'Hi',
      html: '<p>Hi</p>',
      text: 'Hi',
    }),
    config,
  );
  if (dispatch.via !== 'smtp') throw new Error('a mail goes by SMTP');
  const answer = await sendSmtp(dispatch.envelope, dispatch.server, { beforeData: async () => undefined });
  expect(smtp.deliver!.email!.outcome(answer).result).toBe('accepted');
  expect(mail.mails[0]).toContain('Message-ID: <m1@harbourlane.example>');
});
