import { pino } from 'pino';

/** JSON lines on standard output. Addresses and secrets never get here: errors are logged by code. */
export const log = pino({
  base: { part: 'worker' },
  level: process.env['LOG_LEVEL'] ?? 'info',
  redact: ['*.email', '*.phone', '*.address', '*.password', '*.token'],
});
