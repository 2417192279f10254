import { StartProblem } from '@millrace/base';
import { refusePowerfulRole } from '@millrace/db';
import { authSession } from './auth/auth-database.ts';
import { ensureFirstOwner } from './auth/first-owner.ts';
import { ConfigurationError } from './configuration.ts';
import { log, traceOf } from './log.ts';
import { world } from './world.ts';

/** Checks the settings and sees to it that somebody can sign in. In production a setting that cannot be used ends the process. */
export async function begin(): Promise<void> {
  try {
    world();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(error.message);
    // While developing, pages that need no database are still worth looking at.
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
    // The database may come up after us. /api/health says so meanwhile, and this is tried again.
    log().warn({ trace: traceOf(error) }, 'the first owner could not be looked after yet');
    setTimeout(() => void begin(), 5_000).unref();
  }
}
