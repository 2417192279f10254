import { codeLine, firstLines, linkApart, tellsCode, unmarked, type CoreWords } from '../core-words.ts';
import type { EmailContent, EmailContentInput } from './content.ts';

/** Characters of a subject that is taken from a text. */
const SUBJECT = 90;

export function emailCore({ subject, preheader, blocks }: EmailContent): CoreWords {
  const written = blocks.flatMap((block) =>
    block.type === 'text' || block.type === 'heading' ? (block.text.trim() === '' ? [] : [block]) : [],
  );
  const texts = written.filter(({ type }) => type === 'text');
  const marked = (texts.length > 0 ? texts : written).map(({ text }) => text).join('\n\n') || preheader;
  const button = blocks.find((block) => block.type === 'button' && block.link !== '');
  return {
    title: subject.trim(),
    text: unmarked(marked).trim(),
    link: button?.type === 'button' ? button.link : linkApart(marked).link,
    showsCode: blocks.some(({ type }) => type === 'discount') || tellsCode(subject + marked),
  };
}

export function emailFromCore(core: CoreWords): EmailContentInput {
  const { title, text, link } = core;
  const shown = codeLine(core) === '' ? [] : [{ type: 'discount' as const }];
  return {
    subject: title || firstLines(text, SUBJECT),
    blocks: [
      { type: 'text', text },
      ...shown,
      ...(link === '' ? [] : [{ type: 'button' as const, label: 'Take a look', link }]),
      { type: 'footer' },
    ],
  };
}
