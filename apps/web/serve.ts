import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import next from 'next';
import { log } from './server/log.ts';
import { receive } from './server/receive.ts';
import { unreadable } from './server/unreadable.ts';
import { closeWorld } from './server/world.ts';

// `node dist/serve.js [--port 3000] [--hostname 0.0.0.0]` in the folder of the app: how it runs in production, after `next build`.
const { values } = parseArgs({ options: { port: { type: 'string' }, hostname: { type: 'string' } } });
const port = Number(values.port ?? process.env['PORT'] ?? 3000);
const { hostname } = values;

const app = next({ dev: false, dir: process.cwd(), port, ...(hostname ? { hostname } : {}) });
await app.prepare();
const pages = app.getRequestHandler();

const server = createServer((request, response) => receive(request, response, pages));
server.on('clientError', unreadable);
server.listen(port, hostname, () => log().info({ port }, 'the web app is ready'));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    server.close(() => {
      void Promise.allSettled([app.close(), closeWorld()]).then(() => process.exit(0));
    });
    server.closeIdleConnections();
  });
}
