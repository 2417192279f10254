// `npm run migration <title>`: writes the migration from the last snapshot to the schema.
// `npm run migration written`: records that a migration was written by hand, so that the next one begins from
// the present schema.
import { keepSnapshot, writeMigration } from './generate.ts';

const title = process.argv[2] ?? '';
if (title === 'written') {
  keepSnapshot();
  console.log('The next migration begins from here.');
} else if (/^[a-z0-9_]{3,40}$/.test(title)) {
  const file = await writeMigration(title);
  console.log(
    file
      ? `Wrote ${file}. Read it, add what Drizzle cannot say, and run \`npm run format\`.`
      : 'The schema has not changed.',
  );
} else {
  console.error('npm run migration <title>, such as shorter_links: small letters, digits and underscores.');
  process.exitCode = 1;
}
