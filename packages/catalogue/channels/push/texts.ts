import type { ContentText } from '../content-parts.ts';
import type { PushContent } from './content.ts';

/** Every text of a notification that may have placeholders. Buttons without a text do not exist. */
export function pushTexts({
  title,
  text,
  link,
  picture,
  firstButton,
  secondButton,
}: PushContent): readonly ContentText[] {
  const buttonTexts = (field: string, where: string, button: PushContent['firstButton']): ContentText[] =>
    button.text.trim() === ''
      ? []
      : [
          { field: `${field}.text`, where: `the text of ${where}`, text: button.text, use: 'text' },
          { field: `${field}.link`, where: `the link of ${where}`, text: button.link, use: 'link' },
        ];
  const all: readonly ContentText[] = [
    { field: 'title', where: 'the title', text: title, use: 'text' },
    { field: 'text', where: 'the text', text, use: 'text' },
    { field: 'link', where: 'the link', text: link, use: 'link' },
    { field: 'picture', where: 'the address of the picture', text: picture, use: 'text' },
    ...buttonTexts('firstButton', 'the first button', firstButton),
    ...buttonTexts('secondButton', 'the second button', secondButton),
  ];
  return all.filter((entry) => entry.text.trim() !== '');
}
