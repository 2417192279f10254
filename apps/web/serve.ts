import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { withDeadline } from '@millrace/db';
import { captureOutput, endWhenFrozen } from '@millrace/run/operate';
import next from 'next';
import { ConfigurationError } from './server/configuration.ts';
import { log } from './server/log.ts';
import { receive } from './server/receive.ts';
import { takeBuiltConfig } from './server/take-built-config.ts';
import { unreadable } from './server/unreadable.ts';
import { closeWorld, PATIENCE, world } from './server/world.ts';

// The production server, after `next build`: `node dist/serve.js [--port 3000] [--hostname 0.0.0.0]` in the folder of the app.
const { values } = parseArgs({ options: { port: { type: 'string' }, hostname: { type: 'string' } } });
const port = Number(values.port ?? process.env['PORT'] ?? 3000);
const { hostname } = values;

captureOutput((level, fields, message) => log()[level](fields, message));
endWhenFrozen({
  level: 'fatal',
  name: 'web',
  msg: 'the web app is frozen and ends, to be restarted',
});
try {
  world();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  // The message names settings, never their values.
  log().fatal(error.message);
  process.exit(1);
}
takeBuiltConfig(process.cwd());

const app = next({ dev: false, dir: process.cwd(), port, ...(hostname ? { hostname } : {}) });
await app.prepare();
const pages = app.getRequestHandler();

const server = createServer((request, response) =>
  withDeadline(PATIENCE, () => receive(request, response, pages)),
);
server.on('clientError', unreadable);
server.once('error', (error: NodeJS.ErrnoException) => {
  log().fatal({ code: error.code, port }, 'the web app cannot listen on its port');
  process.exit(1);
});
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
