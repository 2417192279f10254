import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The request takes effect, and the connection breaks before the response. */
  readonly breaks?: boolean;
  /** The request takes effect at once; the response comes this many milliseconds later. */
  readonly afterMs?: number;
}

export interface Outside {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** A real HTTP server on this machine that stands in for any outside system and responds as the test says. */
export async function outside(answer: (asked: Asked, count: number) => Said): Promise<Outside> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      asked.push(one);
      const said = answer(one, asked.length);
      if (said.breaks) return void request.socket.destroy();
      const speak = () =>
        response
          .writeHead(said.status, { 'content-type': 'application/json', ...said.headers })
          .end(JSON.stringify(said.body ?? {}));
      if (said.afterMs) setTimeout(speak, said.afterMs);
      else speak();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
