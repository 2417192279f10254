// `npm run new node pause-until-payday`: copies a template of the catalogue, renames it, and adds it to its
// list.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { messageOf } from '../start/trouble.mjs';
import { addThing, things } from './add-thing.mjs';

const [thing, name] = process.argv.slice(2);
if (!thing || !name || thing === '--help') {
  console.log(`npm run new <${Object.keys(things).join('|')}> <name-in-kebab-case>`);
  process.exitCode = thing === '--help' ? 0 : 1;
} else {
  try {
    const { folder, list } = addThing(root, thing, name);
    spawnSync(process.execPath, [join(root, 'node_modules/oxfmt/bin/oxfmt'), list], { cwd: root });
    console.log(`Made ${folder} and added it to ${list}.`);
    console.log(
      `Next: fill it in. npm test -- unit ${folder.split('/').slice(0, 3).join('/')} says what is missing.`,
    );
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
