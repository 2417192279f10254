import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decryptPush, readSigner, type BrowserKeys, type Signer } from './decrypt.ts';

/** A notification as a browser got it. */
export interface Received {
  readonly browser: string;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly signer: Signer;
}

/** How the push service answers for a browser. `lost`: it takes the notification and the line breaks. */
export type Scripted =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'lost';

/** A browser as the page of a shop hands it over: `PushSubscription.toJSON()`. */
export interface Subscribed {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/**
 * A push service with its browsers, by RFC 8030. It accepts only what a real one would: signed for it (RFC 8292), with a
 * lifetime, and encrypted for the browser (RFC 8291), whose keys it has, so that it decrypts what it takes.
 */
export class PushService {
  readonly received: Received[] = [];
  /** Why requests were refused. */
  readonly refusals: string[] = [];
  private readonly browsers = new Map<string, BrowserKeys>();
  private readonly scripts = new Map<string, Scripted>();
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = this.answer(
        String(request.url),
        request.method ?? '',
        request.headers,
        Buffer.concat(chunks),
      );
      if (answer === 'lost') return void request.socket.destroy();
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  private origin = '';

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** As `MILLRACE_ALLOW_INTERNAL` names it. */
  get host(): string {
    return new URL(this.origin).host;
  }

  /** A browser agrees. */
  subscribe(name: string): Subscribed {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16);
    this.browsers.set(name, { ecdh, auth });
    return {
      endpoint: `${this.origin}/push/${name}`,
      keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') },
    };
  }

  /** From now on it answers so for this browser. */
  script(name: string, answer: Scripted): void {
    this.scripts.set(name, answer);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer(path: string, method: string, headers: Received['headers'], body: Buffer): Scripted {
    const browser = path.replace(/^\/push\//, '');
    const keys = this.browsers.get(browser);
    try {
      const received = { browser, headers, ...this.read(method, headers, body, keys) };
      const scripted = this.scripts.get(browser);
      if (scripted !== undefined && (scripted === 'lost' || scripted.status >= 300)) return scripted;
      this.received.push(received);
      return (
        scripted ?? { status: 201, headers: { location: `${this.origin}/message/${this.received.length}` } }
      );
    } catch (error) {
      this.refusals.push(String(error));
      return { status: keys === undefined ? 404 : 400, body: String(error) };
    }
  }

  private read(method: string, headers: Received['headers'], body: Buffer, keys: BrowserKeys | undefined) {
    if (method !== 'POST') throw new Error('Not a POST.');
    if (!keys) throw new Error('There is no such browser.');
    if (!/^\d+$/.test(String(headers['ttl']))) throw new Error('There is no TTL.');
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('It is not encrypted as aes128gcm.');
    if (headers['content-length'] !== String(body.length)) throw new Error('The length is wrong.');
    const topic = headers['topic'];
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(String(topic)))
      throw new Error('The topic cannot be used.');
    const signer = readSigner(String(headers['authorization']));
    if (signer.aud !== this.origin) throw new Error(`It is signed for ${signer.aud}.`);
    const left = signer.exp - Date.now() / 1000;
    if (!(left > 0 && left <= 86_400)) throw new Error('The signature is valid for too long, or no more.');
    if (!/^(mailto:|https:)/.test(signer.sub)) throw new Error('It does not say whom to write to.');
    const text = decryptPush(body, keys);
    return { text, json: JSON.parse(text) as Record<string, unknown>, signer };
  }
}
