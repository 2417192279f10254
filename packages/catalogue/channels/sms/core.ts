import { codeLine, firstLines, linkApart, tellsCode, type CoreWords } from '../core-words.ts';
import type { SmsContent, SmsContentInput } from './content.ts';

/** Characters of the words beside the name of the shop, the title, the code and the link: about two parts. */
const WORDS = 220;

export function smsCore({ text }: SmsContent): CoreWords {
  return {
    title: '',
    ...linkApart(text.replace(/^\{\{ store\.name \}\}: /, '')),
    showsCode: tellsCode(text),
  };
}

export function smsFromCore(core: CoreWords): SmsContentInput {
  const { title, text, link } = core;
  const words = [title, firstLines(text, WORDS), codeLine(core)]
    .filter((part) => part !== '')
    .map((part) => (/[.!?}]$/.test(part) ? part : `${part}.`));
  return {
    text: [`{{ store.name }}: ${words.join(' ')}`.trim(), link].filter((part) => part !== '').join(' '),
  };
}
