import { Context, toValueSync, type Liquid, type Template } from 'liquidjs';
import { CappedOutput, OUTPUT_LIMIT_MESSAGE, type OutputBudget } from './capped-output.ts';
import { makeLiquid, OUTPUT_LIMIT, RENDER_LIMIT } from './engine.ts';
import { withoutMarks } from './marks.ts';
import { TIME_LIMIT_MESSAGE, WorkTime, workLimit } from './work-time.ts';

/** A text with its values filled in and fenced (see `marks.ts`), or why that failed. */
export type Evaluated =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

const TOO_LONG_TOGETHER = 'the texts take too long to fill in';
const TOO_LONG = 'the text takes too long to fill in';

/**
 * Longest output of all texts of a message together, in characters. Inboxes cut a mail after about 100,000.
 */
const MESSAGE_LIMIT = 300_000;

let engine: Liquid | undefined;
const parsed = new Map<string, Template[]>();
/** The parse cache keeps this many characters of text. */
const PARSED_KEPT = 1_000_000;
let parsedSize = 0;

export function liquidEngine(): Liquid {
  engine ??= makeLiquid();
  return engine;
}

/** Parses a text, with a cache. @throws liquidjs' ParseError and TokenizationError */
export function parseText(text: string): Template[] {
  const known = parsed.get(text);
  if (known) return known;
  const template = liquidEngine().parse(withoutMarks(text));
  if (parsedSize + text.length > PARSED_KEPT) {
    parsed.clear();
    parsedSize = 0;
  }
  parsed.set(text, template);
  parsedSize += text.length;
  return template;
}

/**
 * Fills in many texts with the same variables, in this thread. All texts together get three times the time
 * limit of one.
 * @param most longest output of one text, in characters
 */
export function evaluateTexts(
  texts: readonly string[],
  variables: Readonly<Record<string, unknown>>,
  most = OUTPUT_LIMIT,
): readonly Evaluated[] {
  const time = new WorkTime(performance.now());
  const end = RENDER_LIMIT * 3;
  const shared: OutputBudget = { left: MESSAGE_LIMIT };
  return texts.map((text) => {
    const begun = time.lap(performance.now());
    if (begun >= end) return { ok: false, problem: TOO_LONG_TOGETHER };
    const limit = workLimit(time, Math.min(begun + RENDER_LIMIT, end));
    try {
      return { ok: true, text: evaluateText(text, variables, limit, new CappedOutput(most, shared)) };
    } catch (cause) {
      return { ok: false, problem: problemWords(cause) };
    }
  });
}

function evaluateText(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  renderLimit: Context['renderLimit'],
  output: CappedOutput,
): string {
  if (!text.includes('{{') && !text.includes('{%')) output.write(withoutMarks(text));
  else {
    const liquid = liquidEngine();
    const context = new Context(variables, liquid.options, { sync: true }, { liquid, renderLimit });
    toValueSync(liquid.renderer.renderTemplates(parseText(text), context, output));
  }
  return output.buffer;
}

/** Describes a text's problem for the marketer who wrote it. */
export function problemWords(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const filter = /undefined filter: ([\w-]+)/.exec(message)?.[1];
  if (filter) return `there is no filter called “${filter}”`;
  const tag = /tag "([^"]+)" not found/.exec(message)?.[1];
  if (tag) return `“{% ${tag} %}” cannot be used in a message`;
  if (/parse length limit/i.test(message)) return 'the text is too long';
  if (/memory alloc limit/i.test(message) || message.includes(OUTPUT_LIMIT_MESSAGE))
    return 'the text grows too large when it is filled in';
  if (message.includes(TIME_LIMIT_MESSAGE)) return TOO_LONG;
  const unclosed = /tag {%\s*(\w+).*not closed/.exec(message)?.[1];
  if (unclosed) return `“{% ${unclosed} %}” is never closed by “{% end${unclosed} %}”`;
  if (/output "?\{\{.*not closed/s.test(message) || /\{\{[^}]*not closed/s.test(message))
    return 'a placeholder that begins with “{{” is never closed by “}}”';
  if (/not closed/.test(message)) return 'a “{%” is never closed by “%}”';
  const firstLine = message.split('\n')[0] ?? '';
  return `it cannot be read (${firstLine.replace(/, line:\d+, col:\d+$/, '').slice(0, 120)})`;
}
