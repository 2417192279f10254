import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loginUrls } from '../start/logins.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { migrate } from '../start/prepare.mjs';
import { createVoice } from '../start/say.mjs';
import { findTemporal } from '../start/temporal-binary.mjs';
import { startTemporalAnywhere } from '../start/temporal.mjs';

const templateName = 'millrace_template';

/**
 * Starts one Postgres and one Temporal for the whole run, and creates a migrated database that each test file
 * copies. Vitest calls it only when a test of the project `integration` runs. Tests get the addresses from
 * `@millrace/tools/testing`.
 */
export default async function servers(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  // Postgres must be able to enter it, and as root it runs as another user.
  chmodSync(folder, 0o755);
  const voice = createVoice((line) => process.stderr.write(`${line}\n`));
  const stops: (() => Promise<void>)[] = [];
  const tearDown = async () => {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  };

  async function database(): Promise<void> {
    const server = await startPostgres({
      folder: join(folder, 'postgres'),
      port: await freePort(),
      password: 'for-tests',
      database: templateName,
      logFile: join(folder, 'postgres.log'),
      durable: false,
    });
    stops.push(server.stop);
    process.env['MILLRACE_TEST_POSTGRES_LOG'] = join(folder, 'postgres.log');
    // Roles belong to the server: those created for the template can log in to every copy.
    const logins = loginUrls(server.url, { app: 'for-tests', auth: 'for-tests' });
    await migrate({ DATABASE_URL: server.url, ...logins }, folder);
    Object.assign(process.env, {
      MILLRACE_TEST_TEMPLATE_URL: server.url,
      MILLRACE_TEST_APP_URL: logins.DATABASE_APP_URL,
      MILLRACE_TEST_AUTH_URL: logins.DATABASE_AUTH_URL,
    });
  }

  async function engine(): Promise<void> {
    const binary = await findTemporal(voice);
    const server = await startTemporalAnywhere({
      binary,
      file: null,
      logFile: join(folder, 'temporal.log'),
    });
    stops.push(server.stop);
    process.env['MILLRACE_TEST_TEMPORAL'] = server.address;
  }

  const results = await Promise.allSettled([database(), engine()]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await tearDown();
    throw failed.reason;
  }
  return tearDown;
}
