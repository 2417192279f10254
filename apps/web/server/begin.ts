import { StartProblem } from '@millrace/base';
import { refusePowerfulRole } from '@millrace/db';
import { authSession } from './auth/auth-database.ts';
import { ensureFirstOwner } from './auth/first-owner.ts';
import { ConfigurationError } from './configuration.ts';
import { log, traceOf } from './log.ts';
import { world } from './world.ts';

/** Checks the settings and creates the first owner if needed. In production an invalid setting ends the process. */
export async function begin(): Promise<void> {
  try {
    world();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    // In development, pages without database access still work.
    if (process.env['NODE_ENV'] === 'production') process.exit(1);
    return;
  }
  try {
    await Promise.all([refusePowerfulRole(world().db.sql), refusePowerfulRole(authSession())]);
    if (await ensureFirstOwner()) log().info('made the account of the first owner');
  } catch (error) {
    if (error instanceof StartProblem && error.code === 'login-powerful') {
      log().fatal({ code: error.code, next: error.next }, error.message);
      process.exit(1);
    }
    // The database may start later. /api/health reports it meanwhile, and this is retried.
    log().warn({ trace: traceOf(error) }, 'the first owner could not be created yet');
    setTimeout(() => void begin(), 5_000).unref();
  }
}
