import { captureOutput } from '@millrace/run/operate';
import { pino, stdTimeFunctions } from 'pino';

/** JSON lines on standard output. Addresses and secrets never get here: errors are logged by code. */
export const log = pino({
  base: { part: 'worker' },
  level: process.env['LOG_LEVEL'] || 'info',
  redact: ['*.email', '*.phone', '*.address', '*.password', '*.token'],
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});

/** From here on nothing of this process is printed in any other form. */
export const captureEverything = (): void =>
  captureOutput((level, fields, message) => log[level](fields, message));
