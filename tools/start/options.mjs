import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFiles } from './secret-files.mjs';
import { Trouble } from './trouble.mjs';

/** The folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const oldestNode = [20, 9];

export const helpText = `Millrace

  npm start            start everything and keep it running; Ctrl-C stops it
  npm start -- --help  this text

On a fresh clone the first start installs dependencies, finds or builds a Temporal server, makes the
database and builds the web app: some minutes. Later starts take seconds and find everything as it was.

Settings, by environment variable:
  PORT                     port of the web app                                  (3000)
  HOST                     address the web app listens on                       (all)
  MILLRACE_DATA            folder for database, secrets and logs                (.data)
  MILLRACE_URL             address people reach it at, behind a proxy           (http://localhost:PORT)
  DATABASE_URL             a Postgres to use instead of the built-in one, by a role that may create
                           tables and roles; only migrations use it
  DATABASE_APP_URL         the same database by the role that web app and workers use      (made)
  DATABASE_AUTH_URL        the same database by the role that sign-in uses                 (made)
  TEMPORAL_ADDRESS         a Temporal server to use, host:port
  TEMPORAL_NAMESPACE       its namespace                                        (default)
  DEMO                     0 leaves the demo shop out                           (1)
  MILLRACE_ADMIN_EMAIL     who the owner is; made and printed once if not set
  MILLRACE_ADMIN_PASSWORD
  MILLRACE_API_KEY         first API key; made and printed once if not set
  MILLRACE_TRUSTED_PROXIES proxies before Millrace, whose X-Forwarded-For is believed   (none)
  MILLRACE_METRICS_TOKEN   bearer token for /metrics; without it only this machine may read them
  MILLRACE_SECRET          32 bytes in base64, encrypts connection secrets; made once if not set
  MILLRACE_ALLOW_INTERNAL  machines inside the network that may be called, such as a mail server
                           of your own: host or host:port, several by commas    (none)

A secret may be in a file: MILLRACE_SECRET_FILE=/run/secrets/key, and so for passwords, keys and
addresses of databases.

Several Millraces run side by side on other ports and folders:
  PORT=3001 MILLRACE_DATA=.data-two npm start`;

/**
 * @param {string} version as in process.versions.node
 * @returns {string | null} a sentence when this Node is too old
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return `Millrace needs Node.js ${oldestNode.join('.')} or later; this is ${version}. Install Node.js 24 and start again.`;
}

/**
 * @typedef {object} Options
 * @property {number} port
 * @property {string | null} host
 * @property {string} dataFolder absolute
 * @property {string} url
 * @property {string | null} databaseUrl of the owner of the tables
 * @property {{ app: string | null, auth: string | null }} logins the same database for web and worker, and
 * for sign-in
 * @property {string | null} temporalAddress
 * @property {string} temporalNamespace
 * @property {boolean} demo
 * @property {{ email: string | null, password: string | null, apiKey: string | null, secret: string | null }}
 * preset
 */

/**
 * @param {Record<string, string | undefined>} given
 * @returns {Options}
 * @throws {Trouble}
 */
export function readOptions(given) {
  const env = withFiles(given);
  const text = (/** @type {string} */ name) => env[name]?.trim() || null;
  const port = Number(text('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Trouble(
      `PORT is "${env['PORT']}", which is not a port.`,
      'Set it to a whole number from 1 to 65535.',
    );
  }
  const password = text('MILLRACE_ADMIN_PASSWORD');
  if (password && password.length < 8) {
    throw new Trouble('MILLRACE_ADMIN_PASSWORD is too short.', 'Choose one of at least 8 characters.');
  }
  checkSettings(text);
  return {
    port,
    host: text('HOST'),
    dataFolder: resolve(root, text('MILLRACE_DATA') ?? '.data'),
    url: text('MILLRACE_URL') ?? `http://localhost:${port}`,
    databaseUrl: text('DATABASE_URL'),
    logins: { app: text('DATABASE_APP_URL'), auth: text('DATABASE_AUTH_URL') },
    temporalAddress: text('TEMPORAL_ADDRESS'),
    temporalNamespace: text('TEMPORAL_NAMESPACE') ?? 'default',
    demo: !['0', 'false', 'no', 'off'].includes((text('DEMO') ?? '1').toLowerCase()),
    preset: {
      email: text('MILLRACE_ADMIN_EMAIL'),
      password,
      apiKey: text('MILLRACE_API_KEY'),
      secret: text('MILLRACE_SECRET'),
    },
  };
}

/**
 * Reports settings that web app or workers would refuse, before anything is started. Does not repeat their
 * values, which may be secret.
 * @param {(name: string) => string | null} text
 * @throws {Trouble}
 */
function checkSettings(text) {
  const [secret, email, url] = [text('MILLRACE_SECRET'), text('MILLRACE_ADMIN_EMAIL'), text('MILLRACE_URL')];
  if (secret !== null && Buffer.from(secret, 'base64').length < 32) {
    throw new Trouble(
      'MILLRACE_SECRET is not a key: it has to be at least 32 bytes in base64.',
      'Make one with: openssl rand -base64 32',
    );
  }
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new Trouble('MILLRACE_ADMIN_EMAIL is not an e-mail address.', 'Write it as you@example.com.');
  }
  if (url !== null && !/^https?:\/\/[^/?#\s]+/.test(url)) {
    throw new Trouble(
      'MILLRACE_URL is not an address that people can open.',
      'Write it as https://flows.example.com.',
    );
  }
}

/** The folder for files that all checkouts on this machine share. */
export function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'millrace');
}
