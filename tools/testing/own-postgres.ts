import { join } from 'node:path';
import { loginUrls } from '../start/logins.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { migrate } from '../start/prepare.mjs';
import { exitOf } from '../start/processes.mjs';

/** A Postgres of a test's own, durable, which may be killed and started again on the same files and port. */
export interface TestPostgres {
  /** Of the superuser. */
  readonly ownerUrl: string;
  /** By the role that web and worker log in as; made by `prepare`. */
  readonly url: string;
  readonly authUrl: string;
  /** Every table, and the roles that use them. */
  prepare(): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL to the server: its sessions end by themselves, as after a crash. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder that the user of Postgres may enter */
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
