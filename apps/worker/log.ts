import { captureOutput } from '@millrace/run/operate';
import { pino, stdTimeFunctions } from 'pino';

/** JSON lines on standard output. Errors are logged by code, so that no address or secret gets here. */
export const log = pino({
  base: { part: 'worker' },
  level: process.env['LOG_LEVEL'] || 'info',
  redact: ['*.email', '*.phone', '*.address', '*.password', '*.token'],
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});

/** From now on this process prints nothing in another form. */
export const captureEverything = (): void =>
  captureOutput((level, fields, message) => log[level](fields, message));
