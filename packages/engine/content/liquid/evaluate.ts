import type { Liquid, Template } from 'liquidjs';
import { makeLiquid, RENDER_LIMIT } from './engine.ts';
import { withoutMarks } from './marks.ts';

/** A text with its values filled in and fenced (see `marks.ts`), or why it could not be. */
export type Evaluated = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Fills many texts from one set of variables. In this thread (`evaluateHere`) or in another one (`pool/`). */
export type Evaluate = (
  texts: readonly string[],
  variables: Readonly<Record<string, unknown>>,
) => Promise<readonly Evaluated[]> | readonly Evaluated[];

let engine: Liquid | undefined;
const parsed = new Map<string, Template[]>();
const PARSED_KEPT = 2_000;

export function liquidEngine(): Liquid {
  engine ??= makeLiquid();
  return engine;
}

/** Parses a text, or takes the one parsed before. @throws liquidjs' ParseError and TokenizationError */
export function parseText(text: string): Template[] {
  const known = parsed.get(text);
  if (known) return known;
  const template = liquidEngine().parse(withoutMarks(text));
  if (parsed.size >= PARSED_KEPT) parsed.clear();
  parsed.set(text, template);
  return template;
}

/** Fills the texts in this thread. All together get the time limit of one text three times over. */
export const evaluateHere = (texts: readonly string[], variables: Readonly<Record<string, unknown>>): readonly Evaluated[] => {
  const ends = performance.now() + RENDER_LIMIT * 3;
  return texts.map((text) => {
    if (!text.includes('{{') && !text.includes('{%')) return { ok: true, text: withoutMarks(text) };
    const left = ends - performance.now();
    if (left <= 0) return { ok: false, problem: 'the texts take too long to fill in' };
    try {
      const rendered: unknown = liquidEngine().renderSync(parseText(text), variables, {
        sync: true,
        renderLimit: Math.min(RENDER_LIMIT, left),
      });
      return { ok: true, text: String(rendered) };
    } catch (cause) {
      return { ok: false, problem: problemWords(cause) };
    }
  });
};

/** What is wrong with a text, said to the marketer who wrote it. */
export function problemWords(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const filter = /undefined filter: ([\w-]+)/.exec(message)?.[1];
  if (filter) return `there is no filter called “${filter}”`;
  const tag = /tag "([^"]+)" not found/.exec(message)?.[1];
  if (tag) return `“{% ${tag} %}” cannot be used in a message`;
  if (/parse length limit/i.test(message)) return 'the text is too long';
  if (/memory alloc limit/i.test(message)) return 'the text grows too large when it is filled in';
  if (/render limit/i.test(message)) return 'the text takes too long to fill in';
  const unclosed = /tag {%\s*(\w+).*not closed/.exec(message)?.[1];
  if (unclosed) return `“{% ${unclosed} %}” is never closed by “{% end${unclosed} %}”`;
  if (/output "?\{\{.*not closed/s.test(message) || /\{\{[^}]*not closed/s.test(message))
    return 'a placeholder that begins with “{{” is never closed by “}}”';
  if (/not closed/.test(message)) return 'a “{%” is never closed by “%}”';
  const firstLine = message.split('\n')[0] ?? '';
  return `it cannot be read (${firstLine.replace(/, line:\d+, col:\d+$/, '').slice(0, 120)})`;
}
