import type { ContentText } from '../content-parts.ts';
import type { EmailBlock } from '../page-blocks.ts';
import type { EmailContent } from './content.ts';

/** Every text of an e-mail that may have placeholders, in reading order. */
export function emailTexts(content: EmailContent): readonly ContentText[] {
  return [
    { field: 'subject', where: 'the subject', text: content.subject, use: 'text' as const },
    { field: 'preheader', where: 'the preview line', text: content.preheader, use: 'text' as const },
    ...content.blocks.flatMap(blockTexts),
  ].filter((entry) => entry.text !== '');
}

function blockTexts(block: EmailBlock, index: number): ContentText[] {
  const at = (field: string) => `blocks.${index}.${field}`;
  const number = index + 1;
  switch (block.type) {
    case 'heading':
      return [{ field: at('text'), where: `the heading in block ${number}`, text: block.text, use: 'text' }];
    case 'text':
      return [
        { field: at('text'), where: `the text in block ${number}`, text: block.text, use: 'rich-text' },
      ];
    case 'image':
      return [
        { field: at('url'), where: `the picture in block ${number}`, text: block.url, use: 'link' },
        {
          field: at('alt'),
          where: `the description of the picture in block ${number}`,
          text: block.alt,
          use: 'text',
        },
        {
          field: at('link'),
          where: `the link of the picture in block ${number}`,
          text: block.link,
          use: 'link',
        },
      ];
    case 'button':
      return [
        { field: at('label'), where: `the button in block ${number}`, text: block.label, use: 'text' },
        {
          field: at('link'),
          where: `the link of the button in block ${number}`,
          text: block.link,
          use: 'link',
        },
      ];
    case 'survey':
      return [
        {
          field: at('question'),
          where: `the question in block ${number}`,
          text: block.question,
          use: 'text',
        },
      ];
    case 'recommendations':
      return [{ field: at('title'), where: `the title of block ${number}`, text: block.title, use: 'text' }];
    case 'discount':
      return [
        {
          field: at('title'),
          where: `the title of the discount in block ${number}`,
          text: block.title,
          use: 'text',
        },
        {
          field: at('note'),
          where: `the note of the discount in block ${number}`,
          text: block.note,
          use: 'text',
        },
      ];
    case 'footer':
      return [{ field: at('note'), where: 'the note in the footer', text: block.note, use: 'text' }];
    default:
      return [];
  }
}
