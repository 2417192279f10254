import { testStore, type TestStore } from '@millrace/services/testing';
import type { Permission } from '@millrace/core/verb';
import { createApiKey, createConnection } from '@millrace/services/settings';
import { createTestDatabase } from '@millrace/tools/testing';
import { handleAuth } from '../auth/handle.ts';
import { closeAuthDatabase } from '../auth/auth-database.ts';
import { forgetKeys } from '../rest/authenticate.ts';
import { handleRest } from '../rest/handle.ts';
import { readConfiguration } from '../configuration.ts';
import { closeWorld, settleIn } from '../world.ts';

/** A whole installation with its own database: one store, an API key with every permission, and the API as a function. */
export interface Installation {
  readonly store: TestStore;
  readonly key: string;
  /** Address of the database for the superuser. */
  readonly ownerUrl: string;
  makeKey(scopes?: readonly Permission[], store?: TestStore['context']): Promise<string>;
  /** A Shopify connection; its webhooks are signed with `whsec-for-tests`. */
  connectShopify(config?: Record<string, unknown>): Promise<string>;
  call(method: string, path: string, more?: CallOptions): Promise<Answered>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly key?: string | null;
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown;
  /** Sent unchanged, instead of a body. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // Each test checks the shape of the response itself.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** @returns the session cookies of a user who signed in */
export async function signInAs(email: string, password: string): Promise<string> {
  const answer = await handleAuth(
    new Request(`${PUBLIC_URL}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL },
      body: JSON.stringify({ email, password }),
    }),
  );
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export const SHOPIFY_SECRET = 'whsec-for-tests';
export const PUBLIC_URL = 'https://millrace.test';

export async function openInstallation(more: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const database = await createTestDatabase();
  settleIn(
    readConfiguration({
      DATABASE_APP_URL: database.url,
      DATABASE_AUTH_URL: database.authUrl,
      MILLRACE_SECRET: Buffer.alloc(32, 7).toString('base64'),
      MILLRACE_URL: PUBLIC_URL,
      ...more,
    }),
  );
  forgetKeys();
  const store = await testStore(database.url);
  store.clock.set(Date.now());
  const makeKey = async (scopes?: readonly Permission[], context = store.context) =>
    (await createApiKey(context, { name: 'Test key', ...(scopes ? { scopes: [...scopes] } : {}) })).key;
  const key = await makeKey();
  return {
    store,
    key,
    ownerUrl: database.ownerUrl,
    makeKey,
    connectShopify: async (config = {}) =>
      (
        await createConnection(store.context, {
          connector: 'shopify',
          config: {
            shopDomain: 'harbour-lane.myshopify.com',
            webhookSecret: SHOPIFY_SECRET,
            currency: 'USD',
            ...config,
          },
        })
      ).id,
    async call(method, path, { key: other, body, bytes, headers = {} } = {}) {
      const bearer = other === undefined ? key : other;
      const response = await handleRest(
        new Request(`${PUBLIC_URL}/api/v1${path}`, {
          method,
          headers: {
            ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(bytes
            ? { body: bytes }
            : body === undefined
              ? {}
              : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : JSON.parse(text),
      };
    },
    async close() {
      await store.close();
      await closeAuthDatabase();
      await closeWorld();
      await database.drop();
    },
  };
}
