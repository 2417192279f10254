import { join } from 'node:path';
import { loginUrls } from '../start/logins.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { migrate } from '../start/prepare.mjs';
import { exitOf } from '../start/processes.mjs';

/** A test's own durable Postgres, which can be killed and restarted on the same files and port. */
export interface TestPostgres {
  /** As superuser. */
  readonly ownerUrl: string;
  /** As the role of web and worker, created by `prepare`. */
  readonly url: string;
  readonly authUrl: string;
  /** Creates all tables, and the roles that use them. */
  prepare(): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL to the server. Its sessions end by themselves, as after a crash. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder that the user who runs Postgres may enter */
export async function startTestPostgres(folder: string): Promise<TestPostgres> {
  const settings = {
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'for-tests',
    logFile: join(folder, 'postgres.log'),
  };
  let server = await startPostgres(settings);
  const logins = loginUrls(server.url, { app: 'for-tests', auth: 'for-tests' });
  return {
    ownerUrl: server.url,
    url: logins.DATABASE_APP_URL,
    authUrl: logins.DATABASE_AUTH_URL,
    prepare: () => migrate({ DATABASE_URL: server.url, ...logins }, folder),
    async start() {
      server = await startPostgres(settings);
    },
    async kill() {
      server.child.kill('SIGKILL');
      await exitOf(server.child);
    },
    stop: () => server.stop(),
  };
}
