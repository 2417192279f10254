import pino, { type Logger } from 'pino';

export { traceOf } from '@millrace/run/operate';

/** Fields removed from log lines in case they ever get in: personal data and secrets. Lines should carry only codes and ids. */
const REDACTED = [
  'email',
  'phone',
  'address',
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'key',
];

const place = globalThis as unknown as { millraceLog?: Logger };

/** The log: one JSON object per line, on standard output. */
export function log(): Logger {
  return (place.millraceLog ??= pino({
    name: 'web',
    level: process.env['LOG_LEVEL'] || (process.env['VITEST'] ? 'silent' : 'info'),
    base: null,
    redact: { paths: [...REDACTED, ...REDACTED.map((name) => `*.${name}`)], censor: '(hidden)' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }));
}
