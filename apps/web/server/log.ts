import pino, { type Logger } from 'pino';

export { traceOf } from '@millrace/run/operate';

/** Log lines carry codes and ids; whatever might name a person or let anybody in is cut out should it ever get in. */
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

/** One JSON object a line, to standard output. */
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
