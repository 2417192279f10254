import { StartProblem } from '@millrace/base';
import { checkDatabase } from './check-database.ts';
import { explainDatabase, placeOf } from './explain-database.ts';
import { ensureLoginRoles } from './login-roles.ts';
import { migrate } from './migrate.ts';
import { withFiles } from './secret-files.ts';

/**
 * Prepares a database for this release: checks that it can be used, migrates it, and creates the roles with
 * which web, worker and sign-in log in. The launcher and the container "migrate" run it as the owner of the
 * tables. A problem that the operator can solve is printed as one line of JSON for the launcher, or else as
 * two sentences.
 */
async function main(): Promise<void> {
  const environment = withFiles(process.env);
  const setting = 'DATABASE_URL';
  const url = environment[setting] ?? '';
  const { DATABASE_APP_URL: app, DATABASE_AUTH_URL: auth } = environment;
  const place = placeOf(url, setting);
  await checkDatabase(url, setting);
  if (app) placeOf(app, 'DATABASE_APP_URL');
  if (auth) placeOf(auth, 'DATABASE_AUTH_URL');
  try {
    await migrate(url);
    if (app && auth) await ensureLoginRoles(url, { app, auth });
  } catch (error) {
    throw explainDatabase(error, place, setting);
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof StartProblem)) console.error(error);
  else if (process.argv.includes('--json')) {
    if (error.cause) console.error(error.cause);
    process.stdout.write(
      `${JSON.stringify({ code: error.code, sentence: error.message, next: error.next })}\n`,
    );
  } else console.error(`${error.message}\n${error.next}`);
  process.exit(1);
});
