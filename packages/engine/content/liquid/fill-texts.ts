import { fail } from '@millrace/base';
import { evaluateTexts } from './evaluate.ts';
import { unmark } from './marks.ts';
import type { ContentView } from '../view/content-view.ts';

/**
 * Fills in the placeholders of texts for one person.
 * @throws MillraceError content-invalid naming the first text that fails
 */
export function fillTexts(
  texts: Readonly<Record<string, string>>,
  view: ContentView,
): Readonly<Record<string, string>> {
  const names = Object.keys(texts);
  const filled = evaluateTexts(
    names.map((name) => texts[name]!),
    view as unknown as Readonly<Record<string, unknown>>,
  );
  return Object.fromEntries(
    filled.map((text, index) => [
      names[index]!,
      text.ok ? unmark(text.text) : fail('content-invalid', { problem: text.problem }),
    ]),
  );
}
