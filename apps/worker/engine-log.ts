import type { Logger, LogLevel, LogMetadata, RuntimeOptions } from '@temporalio/worker';
import { traceOf } from '@millrace/run/operate';
import { log } from './log.ts';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
/** Fields of a log entry that are safe to keep. Others may contain personal data. */
const TOLD = [
  'sdkComponent',
  'namespace',
  'taskQueue',
  'workflowType',
  'workflowId',
  'activityType',
  'attempt',
  'target',
] as const;

function write(level: LogLevel, message: string, meta: LogMetadata = {}): void {
  const fields = Object.fromEntries(
    TOLD.flatMap((name) => (meta[name] === undefined ? [] : [[name, String(meta[name])]])),
  );
  const error = meta['error'] instanceof Error ? { trace: traceOf(meta['error']) } : {};
  log[LEVELS[level]]({ ...fields, ...error, said: message.slice(0, 1_000) }, 'temporal');
}

const logger: Logger = {
  log: write,
  trace: (message, meta) => write('TRACE', message, meta),
  debug: (message, meta) => write('DEBUG', message, meta),
  info: (message, meta) => write('INFO', message, meta),
  warn: (message, meta) => write('WARN', message, meta),
  error: (message, meta) => write('ERROR', message, meta),
};

/**
 * Puts log entries of Temporal's SDK into our log, including those of its native core, which would otherwise
 * print them. While Temporal is away the core would log every call, so it logs errors only; our own lines
 * report the outage once.
 */
export const ENGINE_LOG: Pick<RuntimeOptions, 'logger' | 'telemetryOptions'> = {
  logger,
  telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
};
