import { createDecipheriv, createPublicKey, hkdfSync, verify, type ECDH } from 'node:crypto';

/** The keys of a browser: those of RFC 8291, section 3.1. */
export interface BrowserKeys {
  readonly ecdh: ECDH;
  readonly auth: Buffer;
}

const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));

/**
 * Decrypts as a browser does: the key by RFC 8291, section 3.4, the content by RFC 8188. Written from the standards,
 * apart from what encrypts.
 * @throws Error when it is not for this browser, or was changed
 */
export function decryptPush(body: Buffer, { ecdh, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const idLength = body.readUInt8(20);
  const theirKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (idLength !== 65) throw new Error(`The key of the sender has ${idLength} bytes, not 65.`);
  if (body.length > 4_096) throw new Error(`${body.length} bytes are more than a push service has to take.`);
  if (record.length > recordSize) throw new Error('It has more than one record, which RFC 8291 forbids.');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirKey]);
  const key = hkdf(auth, ecdh.computeSecret(theirKey), info, 32);
  const contentKey = hkdf(salt, key, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(salt, key, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // The last record ends with 2 and any number of zeros.
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('The record does not end as the last one does.');
  return padded.subarray(0, end).toString('utf8');
}

/** Who signed a request, by RFC 8292. */
export interface Signer {
  readonly key: string;
  readonly aud: string;
  readonly exp: number;
  readonly sub: string;
}

/** Checks the signature of a request. @throws Error when it is none, or not by the key that it names */
export function readSigner(authorization: string): Signer {
  const [, token, key] = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]{87})$/.exec(authorization) ?? [];
  if (token === undefined || key === undefined) throw new Error('There is no signature by RFC 8292.');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const json = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  if (json(head)['alg'] !== 'ES256') throw new Error('The signature is not ES256.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw new Error('The signature is not by the key that it names.');
  const { aud, exp, sub } = json(claims);
  return { key, aud: String(aud), exp: Number(exp), sub: String(sub) };
}
