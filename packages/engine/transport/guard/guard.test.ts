import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import type { HttpRequest, SmtpServer } from '@millrace/connectors';
import { call } from '../http/call.ts';
import { probeSmtp } from '../smtp/probe-smtp.ts';
import { sendSmtp } from '../smtp/send-smtp.ts';
import { sampleMail } from '../smtp/testing/scripted-mail-server.ts';
import { isAllowedInternal, parseAllowed } from './allowed-internal.ts';
import { blockedRange } from './blocked-range.ts';
import { resolveChecked } from './resolve.ts';

afterEach(() => vi.unstubAllEnvs());

/** The same IPv4 address in every form that IPv6 has for it. */
function disguises([a, b, c, d]: readonly number[]): readonly string[] {
  const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
  const [high, low] = [hex(a!, b!), hex(c!, d!)];
  const [notHigh, notLow] = [hex(a! ^ 255, b! ^ 255), hex(c! ^ 255, d! ^ 255)];
  return [
    `::${high}:${low}`,
    `::ffff:${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::1`,
    `2001:0:${high}:${low}::1`,
    `2001::${notHigh}:${notLow}`,
    `fe80::5efe:${high}:${low}`,
  ];
}

describe('which addresses may be called', () => {
  test.each([
    '93.184.216.34',
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '2606:2800:220:1:248:1893:25c8:1946',
    '2a00:1450:4001:81c::200e',
    '::ffff:93.184.216.34',
    // A public IPv4 address as an IPv6-only network writes it.
    '64:ff9b::5db8:d822',
  ])('a public address may: %s', (address) => {
    expect(blockedRange(address)).toBeNull();
  });

  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::2',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '2002::1',
    '3fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%lo',
    'fec0::1',
    'ff02::1',
    'nonsense',
    '',
    '127.1',
    '0177.0.0.1',
    '1.2.3.4.5',
    '[::1]',
  ])('an internal, special or unreadable address may not: %s', (address) => {
    expect(blockedRange(address)).not.toBeNull();
  });

  test('an internal address may not in any form that IPv6 has for it', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const internal = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
      fc.tuple(fc.constant(0), octet, octet, octet),
    );
    fc.assert(
      fc.property(internal, (parts) => {
        for (const address of [parts.join('.'), ...disguises(parts)])
          expect(blockedRange(address), address).not.toBeNull();
      }),
    );
  });
});

/** Every form of this machine's address that a system or a name server understands. */
const HERE = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  '127.0.0.1.',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'LocalHost.',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '[::ffff:7f00:1]',
  '::127.0.0.1',
];

describe('everything that connects uses the same guard', () => {
  const smtpAt = (host: string, port: number): SmtpServer => ({
    host,
    port,
    security: 'none',
    user: null,
    password: null,
    allowSelfSigned: false,
  });
  const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {}, body: null });

  test('an internal listener gets no mail, no test of settings and no request, in any form of its address', async () => {
    let heard = 0;
    const inside = createServer((socket) => {
      heard += 1;
      socket.end('220 secret-banner ESMTP\r\n');
    });
    await new Promise<void>((resolve) => void inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    for (const host of HERE) {
      const probed = await probeSmtp(smtpAt(host, port), { connectMs: 3_000 });
      expect(probed, host).toMatchObject({ kind: 'not-sent' });
      expect(JSON.stringify(probed)).not.toContain('secret-banner');
      const sent = await sendSmtp(sampleMail, smtpAt(host, port), {
        beforeData: async () => undefined,
        timeouts: { connectMs: 3_000 },
      });
      expect(sent, host).toMatchObject({ kind: 'not-sent' });
      const bare = host.replace(/^\[|\]$/g, '');
      expect(
        await call(get(`http://${bare.includes(':') ? `[${bare}]` : bare}:${port}/`), { timeoutMs: 3_000 }),
        host,
      ).toMatchObject({
        kind: 'not-sent',
      });
    }
    expect(heard).toBe(0);
    await new Promise((resolve) => inside.close(resolve));
  });

  test('a name is looked up once, and the checked addresses are the ones connected to', async () => {
    vi.stubEnv('MILLRACE_ALLOW_INTERNAL', 'localhost');
    expect(await resolveChecked('localhost', 25)).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]),
    );
    vi.unstubAllEnvs();
    await expect(resolveChecked('localhost', 25)).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' });
  });
});

describe('internal machines that the owner allows', () => {
  test('are named by host, with a port or for every port', () => {
    vi.stubEnv('MILLRACE_ALLOW_INTERNAL', ' mail.internal:25, 10.0.0.5 ,[fd00::5]:587, fd00::6');
    for (const [host, port, may] of [
      ['mail.internal', 25, true],
      ['MAIL.internal.', 25, true],
      ['mail.internal', 26, false],
      ['other.internal', 25, false],
      ['10.0.0.5', 1, true],
      ['10.0.0.50', 1, false],
      ['fd00::5', 587, true],
      ['[fd00:0::5]', 587, true],
      ['fd00::5', 25, false],
      ['fd00::6', 25, true],
    ] as const)
      expect(isAllowedInternal(host, port), `${host} ${port}`).toBe(may);
  });

  test('are called, and their neighbours are not', async () => {
    const inside = createHttpServer((_incoming, response) =>
      response.writeHead(204, { connection: 'close' }).end(),
    );
    await new Promise<void>((resolve) => void inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    const get = (at: number): HttpRequest => ({
      method: 'GET',
      url: `http://localhost:${at}/`,
      headers: {},
      body: null,
    });
    vi.stubEnv('MILLRACE_ALLOW_INTERNAL', `localhost:${port}`);
    expect(await call(get(port), { timeoutMs: 3_000 })).toMatchObject({ kind: 'answered', status: 204 });
    expect(await call(get(port === 1 ? 2 : 1), { timeoutMs: 3_000 })).toMatchObject({
      kind: 'not-sent',
      cause: 'address-blocked',
    });
    inside.closeAllConnections();
    inside.close();
  });

  test.each([
    'http://mail.internal',
    'mail.internal:0',
    'mail.internal:99999',
    'a b',
    'mail:25:26',
    '10.0.0.0/8',
  ])('are refused with the entry named when the setting cannot be read: %s', (entry) => {
    expect(() => parseAllowed(`good.internal,${entry}`)).toThrow(entry);
  });
});
