import pino, { type Logger } from 'pino';

/** Log lines carry codes and ids; whatever might name a person or open a door is cut out should it ever get in. */
const REDACTED = ['email', 'phone', 'address', 'password', 'token', 'secret', 'authorization', 'cookie', 'apiKey', 'key'];

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

/** What may be told of an unexpected error: its name, code and place; never its message, which may quote what was sent. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    frames,
    ...(error.cause ? { cause: traceOf(error.cause) } : {}),
  };
}
