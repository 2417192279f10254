import { codeLine, firstLines, tellsCode, type CoreWords } from '../core-words.ts';
import type { PushContent, pushContentSchema } from './content.ts';
import type { z } from 'zod';

/** Characters of a title and of the words: what phones show before somebody opens it, and some more. */
const [TITLE, WORDS] = [80, 180];

export function pushCore({ title, text, link }: PushContent): CoreWords {
  return { title: title.trim(), text: text.trim(), link, showsCode: tellsCode(`${title} ${text}`) };
}

export function pushFromCore(core: CoreWords): z.input<typeof pushContentSchema> {
  const { title, text, link } = core;
  const first = title || firstLines(text, TITLE);
  const rest = text.startsWith(first) ? text.slice(first.length) : text;
  return {
    title: first || '{{ store.name }}',
    text: [firstLines(rest, WORDS), codeLine(core)].filter((part) => part !== '').join(' '),
    link,
  };
}
