import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFiles } from '@millrace/db';
import { setUp } from './set-up.ts';

/**
 * The launcher runs this before anything else. Prints one line of JSON; its secrets are for the launcher
 * only.
 */
async function main(): Promise<void> {
  const environment = withFiles(process.env);
  const result = await setUp({
    url: environment['DATABASE_APP_URL'] || environment['DATABASE_URL'] || '',
    secret: Buffer.from(environment['MILLRACE_SECRET'] ?? '', 'base64'),
    publicUrl: (environment['MILLRACE_URL'] ?? 'http://localhost:3000').replace(/\/$/, ''),
    apiKey: environment['MILLRACE_API_KEY'] || null,
    demo: environment['DEMO'] !== '0',
    demoUrl: environment['MILLRACE_DEMO_SHOP'] || null,
    say: (line) => console.error(line),
  });
  const folder = environment['MILLRACE_DATA'];
  if (folder && result.demo) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'demo-shop.json'), JSON.stringify(result.demo), { mode: 0o600 });
  }
  process.stdout.write(
    `${JSON.stringify({ created: result.created, workspaceId: result.workspaceId, apiKey: result.apiKey })}\n`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
