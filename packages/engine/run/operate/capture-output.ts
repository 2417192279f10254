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
/** Colours of a terminal. */
// oxlint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g;
const LONGEST = 2_000;

/**
 * What libraries, Node itself and forgotten errors would print becomes lines of the log, so that every line can be read by a
 * program. Of errors only name, code and place are kept: a message may quote what somebody sent.
 * An error nobody caught still ends the process, for its state is not known.
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
  // Node's own listener prints; without one of any kind it prints as well.
  process.removeAllListeners('warning');
  process.on('warning', (warning) =>
    write('warn', { trace: traceOf(warning) }, `node: ${warning.message.slice(0, LONGEST)}`),
  );
  process.on('uncaughtException', (error) => {
    write('fatal', { trace: traceOf(error) }, 'an error nobody caught; the process ends');
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

/** What may be told of an unexpected error: its name, code and place; never its message. */
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
