type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';
type Write = (level: Level, fields: Readonly<Record<string, unknown>>, message: string) => void;

const CONSOLE = {
  error: 'error',
  warn: 'warn',
  info: 'info',
  log: 'info',
  debug: 'debug',
  trace: 'debug',
} as const;
/** Terminal colours. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g;
const LONGEST = 2_000;

/**
 * Turns the output of libraries, of Node and of uncaught errors into log lines, so that a program can read
 * every line. Logs only the name, code and place of an error, because its message may quote personal data. An
 * uncaught error still ends the process, because its state is unknown.
 */
export function captureOutput(write: Write): void {
  for (const [name, level] of Object.entries(CONSOLE) as [keyof typeof CONSOLE, Level][])
    console[name] = (...said: unknown[]) => {
      const errors = said.filter((each) => each instanceof Error);
      const words = said.filter((each) => !(each instanceof Error)).map(wordsOf);
      write(
        level,
        errors.length > 0 ? { trace: traceOf(errors[0]) } : {},
        words.join(' ').replace(COLOURS, '').slice(0, LONGEST) || 'an error',
      );
    };
  // Node's own listener prints, and Node prints too when there is no listener at all.
  process.removeAllListeners('warning');
  process.on('warning', (warning) =>
    write('warn', { trace: traceOf(warning) }, `node: ${warning.message.slice(0, LONGEST)}`),
  );
  process.on('uncaughtException', (error) => {
    write('fatal', { trace: traceOf(error) }, 'an uncaught error; the process ends');
    process.exit(1);
  });
}

function wordsOf(said: unknown): string {
  if (typeof said === 'string') return said;
  try {
    return JSON.stringify(said) ?? String(said);
  } catch {
    return typeof said;
  }
}

/** What may be logged of an unexpected error: its name, code and place, never its message. */
export function traceOf(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    frames,
    ...(error.cause && depth < 5 ? { cause: traceOf(error.cause, depth + 1) } : {}),
  };
}
