import { contentError as error, contentWarning as warning, type ContentProblem } from '../content-parts.ts';
import { hasPlaceholder, isSafeLink } from '../links.ts';
import { schemaProblems } from '../schema-problems.ts';
import { pushContentSchema, TEXT_SENT, TITLE_SENT, type PushContent } from './content.ts';

/** Characters that phones show of a title. */
const TITLE_SHOWN = 50;
/** Characters that phones show of a text before somebody opens it. */
const TEXT_SHOWN = 150;

export function pushProblems(content: unknown): readonly ContentProblem[] {
  const shape = schemaProblems(pushContentSchema, content);
  if (shape.length > 0) return shape;
  const push = pushContentSchema.parse(content);
  return [
    ...lengthProblems(push),
    ...linkProblems(push.link, 'link', 'the notification'),
    ...pictureProblems(push.picture),
    ...buttonProblems(push.firstButton, 'firstButton', 'the first button'),
    ...buttonProblems(push.secondButton, 'secondButton', 'the second button'),
  ];
}

function lengthProblems({ title, text }: PushContent): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (title.trim() === '')
    problems.push(error('title-missing', 'title', 'The notification has no title yet.'));
  problems.push(
    ...tooLong('title', 'title', title, TITLE_SHOWN, TITLE_SENT),
    ...tooLong('text', 'text', text, TEXT_SHOWN, TEXT_SENT),
  );
  if (/\bhttps?:\/\//i.test(text))
    problems.push(
      warning(
        'link-in-text',
        'text',
        'An address in the text cannot be tapped. Enter it under Link instead.',
      ),
    );
  return problems;
}

/** Texts with placeholders are judged when they are filled in. */
function tooLong(field: string, noun: string, text: string, shown: number, sent: number): ContentProblem[] {
  const { length } = text.trim();
  if (length <= shown || hasPlaceholder(text)) return [];
  return [
    warning(
      `${field}-long`,
      field,
      length > sent
        ? `The ${noun} has ${length} characters; it is cut after ${sent}.`
        : `The ${noun} has ${length} characters; phones show about ${shown}.`,
    ),
  ];
}

function pictureProblems(picture: string): ContentProblem[] {
  const address = picture.trim();
  if (address === '' || hasPlaceholder(address) || (/^https:/i.test(address) && isSafeLink(address)))
    return [];
  return [error('picture-address', 'picture', 'The picture needs an address that begins with https://.')];
}

function buttonProblems(button: PushContent['firstButton'], field: string, of: string): ContentProblem[] {
  if (button.text.trim() === '' && button.link.trim() !== '')
    return [error('button-text-missing', `${field}.text`, `A link is set for ${of}, but it has no text.`)];
  return linkProblems(button.link, `${field}.link`, of);
}

function linkProblems(link: string, field: string, of: string): ContentProblem[] {
  const address = link.trim();
  if (address === '' || hasPlaceholder(address) || (/^https?:/i.test(address) && isSafeLink(address)))
    return [];
  return [error('link-unusable', field, `The link of ${of} cannot be used: it has to begin with https://.`)];
}
