import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { handleAuth } from '../../auth/handle.ts';
import { handleWebhook } from '../../intake/handle-webhook.ts';
import { handleMetrics } from '../../metrics-endpoint.ts';
import { handleRest } from '../../rest/handle.ts';
import { handleTrpc } from '../../trpc/handle.ts';

export interface Sent {
  readonly method: string;
  /** Path from the root, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The target of an attack: the handlers in this process, or a running Millrace. */
export interface Target {
  /** Origin of its pages, for the `Origin` header of changes. */
  readonly origin: string;
  send(sent: Sent): Promise<Answered>;
}

const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  type: response.headers.get('content-type') ?? '',
  text: await response.text(),
});

/** A running Millrace at this address. */
export const productAt = (origin: string): Target => ({
  origin,
  send: async ({ method, path, headers, body }) =>
    answered(
      await fetch(`${origin}${path}`, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      }),
    ),
});

type Handler = (request: Request) => Promise<Response> | Response;

/** The handlers in this process, called as the server calls them. */
export function handlersHere(origin: string): Target {
  return {
    origin,
    send: async ({ method, path, headers, body }) => {
      const takesBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
      const handler = await handlerOf(method, path);
      if (!handler) return { status: 405, type: '', text: '' };
      return answered(
        await handler(new Request(`${origin}${path}`, { method, headers, ...(takesBody ? { body } : {}) })),
      );
    },
  };
}

async function handlerOf(method: string, path: string): Promise<Handler | null> {
  if (path.startsWith('/api/v1')) return handleRest;
  if (path.startsWith('/api/trpc/')) return handleTrpc;
  if (path.startsWith('/api/auth')) return handleAuth;
  if (path.startsWith('/hooks/')) return handleWebhook;
  if (path.startsWith('/metrics')) return handleMetrics;
  const file = ROUTES.find(({ pattern }) => pattern.test(path.split('?')[0] ?? ''))?.file;
  if (!file) return null;
  const route = (await import(file)) as Record<string, Handler | undefined>;
  return route[method] ?? null;
}

const APP = fileURLToPath(new URL('../../../app', import.meta.url));

/** Every endpoint, read from the folder of routes, so that none is missing. */
export const ROUTES = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(`${sep}route.ts`))
  .map((file) => {
    const segments = relative('.', file).split(sep).slice(0, -1);
    const path = `/${segments.join('/')}`;
    const pattern = new RegExp(
      `^${path
        .replace(/\/\[\[\.\.\.\w+\]\]/g, '(?:/.*)?')
        .replace(/\[\.\.\.\w+\]/g, '.+')
        .replace(/\[\w+\]/g, '[^/]*')}/?$`,
    );
    return { path, pattern, file: join(APP, file) };
  });
