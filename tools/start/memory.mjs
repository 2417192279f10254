import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.mjs';

/**
 * What a data folder remembers between starts. The password of the owner is kept only until the first set-up
 * is done.
 * @typedef {object} Memory
 * @property {string} secret
 * @property {string} apiKey
 * @property {string} adminEmail
 * @property {string | null} adminPassword
 * @property {string} postgresPassword of the owner of the built-in database
 * @property {import('./logins.mjs').Passwords} databasePasswords of the roles that web, worker and sign-in
 * log in as
 * @property {{ postgres?: number, temporal?: number, temporalHttp?: number, worker?: number, demo?: number }}
 * ports
 * @property {boolean} setUp
 */

const fileName = 'secrets.json';

/**
 * @param {string} dataFolder
 * @param {import('./options.mjs').Options['preset']} preset
 * @returns {Memory}
 */
export function recall(dataFolder, preset) {
  const file = join(dataFolder, fileName);
  /** @type {Partial<Memory>} */
  let kept = {};
  if (existsSync(file)) {
    try {
      kept = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      throw new Trouble(
        `${file} cannot be read as JSON.`,
        'Restore it from a backup: it holds the key that the secrets of connections are encrypted with.',
      );
    }
  }
  const setUp = kept.setUp ?? false;
  /** @type {Memory} */
  const memory = {
    secret: preset.secret ?? kept.secret ?? randomBytes(32).toString('base64'),
    apiKey: preset.apiKey ?? kept.apiKey ?? `mill_${randomBytes(24).toString('base64url')}`,
    adminEmail: preset.email ?? kept.adminEmail ?? 'owner@millrace.local',
    adminPassword: preset.password ?? (setUp ? null : (kept.adminPassword ?? readablePassword())),
    postgresPassword: kept.postgresPassword ?? randomBytes(18).toString('hex'),
    databasePasswords: kept.databasePasswords ?? {
      app: randomBytes(18).toString('hex'),
      auth: randomBytes(18).toString('hex'),
    },
    ports: kept.ports ?? {},
    setUp,
  };
  keep(dataFolder, memory);
  return memory;
}

/** @param {string} dataFolder @param {Memory} memory */
export function keep(dataFolder, memory) {
  const file = join(dataFolder, fileName);
  const written = { ...memory, adminPassword: memory.setUp ? null : memory.adminPassword };
  writeFileSync(`${file}.new`, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/** Four groups of letters and digits that are hard to confuse; 95 bits. */
function readablePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from(randomBytes(5), (byte) => letters[byte % letters.length]).join('');
  return [group(), group(), group(), group()].join('-');
}
