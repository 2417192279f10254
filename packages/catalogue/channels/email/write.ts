import { fail } from '@millrace/base';
import { isSafeLink } from '../links.ts';
import type { MessageToWrite, RenderTools, WrittenMessage } from '../rendering.ts';
import type { EmailContent } from './content.ts';
import { emailTexts } from './texts.ts';
import { unsubscribeHeaders } from './unsubscribe-headers.ts';

/** Characters of a page at most. Inboxes already cut at about 100,000. */
const LONGEST_PAGE = 1_000_000;

/**
 * Writes the e-mail for one person.
 * @throws content-invalid when a text cannot be filled in, the subject is empty, or the page is too large
 */
export async function writeEmail(
  { content, view, purpose }: MessageToWrite<EmailContent>,
  { fill, links: linksOf, oneLine, page: pageOf, shop }: RenderTools,
): Promise<WrittenMessage> {
  const texts = emailTexts(content);
  const filled = fill(texts.map((entry) => entry.text));
  const values = new Map<string, string>();
  texts.forEach((entry, index) => {
    const result = filled[index];
    if (!result?.ok)
      return fail('content-invalid', {
        problem: `${entry.where}: ${result?.problem ?? 'it could not be filled in'}`,
      });
    values.set(entry.field, result.text);
  });
  const subject = oneLine(values.get('subject') ?? '');
  if (subject === '') fail('content-invalid', { problem: 'the subject is empty when it is filled in' });
  if (purpose === 'marketing' && !isSafeLink(view.links.unsubscribe))
    fail('content-invalid', { problem: 'the unsubscribe link is missing' });
  const preheader = oneLine(values.get('preheader') ?? '');
  const links = linksOf({ ...content.utm, medium: 'email' });
  const { html, text } = await pageOf({ blocks: content.blocks, values, subject, preheader, links });
  if (html.length > LONGEST_PAGE)
    fail('content-invalid', { problem: 'the e-mail is too large when it is filled in' });
  return {
    senderName: oneLine(content.senderName) || shop,
    subject,
    preheader,
    html,
    text,
    headers: purpose === 'marketing' ? unsubscribeHeaders(view.links.unsubscribe) : {},
    parts: null,
  };
}
