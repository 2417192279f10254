import { contentError as error, contentWarning as warning, type ContentProblem } from '../content-parts.ts';
import { hasPlaceholder, isSafeLink } from '../links.ts';
import { schemaProblems } from '../schema-problems.ts';
import type { EmailBlock } from '../page-blocks.ts';
import { emailContentSchema } from './content.ts';

/** Characters of a subject that desktop inboxes show. */
const SUBJECT_SHOWN = 70;

export function emailProblems(content: unknown): readonly ContentProblem[] {
  const shape = schemaProblems(emailContentSchema, content);
  if (shape.length > 0) return shape;
  const email = emailContentSchema.parse(content);
  const problems: ContentProblem[] = [];
  if (email.subject.trim() === '')
    problems.push(error('subject-missing', 'subject', 'The e-mail has no subject yet.'));
  else if (email.subject.length > SUBJECT_SHOWN && !hasPlaceholder(email.subject)) {
    problems.push(
      warning(
        'subject-long',
        'subject',
        `The subject has ${email.subject.length} characters; inboxes cut it after about ${SUBJECT_SHOWN}.`,
      ),
    );
  }
  if (!email.blocks.some((block) => !['divider', 'spacer', 'footer'].includes(block.type))) {
    problems.push(error('body-empty', 'blocks', 'The e-mail has no body yet: add a text or a button.'));
  }
  email.blocks.forEach((block, index) => problems.push(...blockProblems(block, index, email.blocks.length)));
  problems.push(...sameNames(email.blocks));
  if (email.blocks.filter((block) => block.type === 'footer').length > 1) {
    problems.push(warning('footer-twice', 'blocks', 'The e-mail has more than one footer; one is enough.'));
  }
  return problems;
}

function blockProblems(block: EmailBlock, index: number, count: number): ContentProblem[] {
  const at = (field: string) => `blocks.${index}.${field}`;
  const name = `Block ${index + 1}`;
  const problems: ContentProblem[] = [];
  if (block.type === 'text' && block.text.trim() === '')
    problems.push(error('text-empty', at('text'), `${name} is an empty text.`));
  if (block.type === 'heading' && block.text.trim() === '')
    problems.push(error('heading-empty', at('text'), `${name} is an empty heading.`));
  if (block.type === 'button') {
    if (block.label.trim() === '')
      problems.push(
        error('button-label-missing', at('label'), `The button in block ${index + 1} has no label.`),
      );
    if (block.link.trim() === '')
      problems.push(
        error(
          'button-link-missing',
          at('link'),
          `The button in block ${index + 1} leads nowhere: give it a link.`,
        ),
      );
    else problems.push(...linkProblems(block.link, at('link'), `the button in block ${index + 1}`));
  }
  if (block.type === 'image') {
    if (block.url.trim() === '')
      problems.push(error('image-missing', at('url'), `${name} is a picture without an address.`));
    else if (!hasPlaceholder(block.url) && !/^https?:/i.test(block.url))
      problems.push(
        error(
          'image-address',
          at('url'),
          `The picture in block ${index + 1} needs an address that begins with https://.`,
        ),
      );
    if (block.alt.trim() === '')
      problems.push(
        warning(
          'image-alt-missing',
          at('alt'),
          `The picture in block ${index + 1} has no description for people who cannot see it.`,
        ),
      );
    if (block.link.trim() !== '')
      problems.push(...linkProblems(block.link, at('link'), `the picture in block ${index + 1}`));
  }
  if (block.type === 'survey') problems.push(...surveyProblems(block, index));
  if (block.type === 'footer' && index !== count - 1)
    problems.push(warning('footer-not-last', `blocks.${index}`, 'The footer is not the last block.'));
  return problems;
}

function surveyProblems(block: Extract<EmailBlock, { type: 'survey' }>, index: number): ContentProblem[] {
  const at = (field: string) => `blocks.${index}.${field}`;
  const name = `The question in block ${index + 1}`;
  const problems: ContentProblem[] = [];
  if (block.question.trim() === '')
    problems.push(error('question-missing', at('question'), `${name} is empty.`));
  if (block.scale !== 'named') return problems;
  if (block.answers.length < 2)
    problems.push(error('answers-too-few', at('answers'), `${name} needs at least two answers.`));
  block.answers.forEach(({ id, label }, place) => {
    const before = block.answers.slice(0, place);
    if (label.trim() === '')
      problems.push(error('answer-empty', at(`answers.${place}.label`), `Answer ${place + 1} is empty.`));
    else if (before.some((other) => other.id === id || other.label.trim() === label.trim()))
      problems.push(error('answer-twice', at(`answers.${place}.label`), `“${label.trim()}” is there twice.`));
  });
  return problems;
}

/** Two questions with one name could not be told apart in events. */
function sameNames(blocks: readonly EmailBlock[]): ContentProblem[] {
  const seen = new Set<string>();
  return blocks.flatMap((block, index) => {
    if (block.type !== 'survey') return [];
    const name = (block.name.trim() || block.question.trim()).toLowerCase();
    if (name === '' || !seen.has(name)) return (seen.add(name), []);
    return [
      error(
        'question-twice',
        `blocks.${index}.name`,
        `The question in block ${index + 1} has the name of another. Give it a name of its own.`,
      ),
    ];
  });
}

function linkProblems(link: string, field: string, of: string): ContentProblem[] {
  if (hasPlaceholder(link) || isSafeLink(link.trim())) return [];
  return [
    error(
      'link-unusable',
      field,
      `The link of ${of} cannot be used: it has to begin with https://, mailto: or tel:.`,
    ),
  ];
}
