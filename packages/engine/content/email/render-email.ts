import { fail } from '@millrace/base';
import { emailChannel, isSafeLink, type EmailContent } from '@millrace/channels';
import { evaluateTexts } from '../liquid/evaluate.ts';
import { unmark } from '../liquid/marks.ts';
import { LinkBook, type RefusedLink, type SentLink, type Tracking } from '../links/link-book.ts';
import { campaignOf } from '../links/utm.ts';
import type { ContentView } from '../view/content-view.ts';
import type { Brand } from './brand.ts';
import { compileEmail } from './compile-email.ts';
import { fillEmail } from './fill-email.ts';
import { fillSegments } from './slots.ts';

export interface EmailToRender {
  readonly content: EmailContent;
  readonly view: ContentView;
  readonly brand: Brand;
  readonly purpose: 'marketing' | 'transactional';
  /** Name of the flow, for the campaign tag; and what tells messages of a flow apart. */
  readonly campaign: string;
  readonly campaignContent?: string | undefined;
  readonly tracking?: Tracking | undefined;
}

export interface RenderedEmail {
  readonly senderName: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly links: readonly SentLink[];
  readonly refusedLinks: readonly RefusedLink[];
}

/** A mail of this many characters is no mail any more: inboxes cut at about 100,000. */
const LONGEST_PAGE = 1_000_000;

/**
 * Makes the e-mail one person gets.
 * @throws content-invalid when a text cannot be filled in, nothing is left of the subject, or it grows beyond all measure
 */
export async function renderEmail(email: EmailToRender): Promise<RenderedEmail> {
  const { content, view, brand } = email;
  const texts = emailChannel.texts(content);
  const evaluated = evaluateTexts(
    texts.map((entry) => entry.text),
    view as unknown as Record<string, unknown>,
  );
  const values = new Map<string, string>();
  texts.forEach((entry, index) => {
    const result = evaluated[index];
    if (!result?.ok) return fail('content-invalid', { problem: `${entry.where}: ${result?.problem ?? 'it could not be filled in'}` });
    values.set(entry.field, result.text);
  });
  const subject = oneLine(values.get('subject') ?? '');
  if (subject === '') fail('content-invalid', { problem: 'nothing is left of the subject when it is filled in' });
  if (email.purpose === 'marketing' && !isSafeLink(view.links.unsubscribe))
    fail('content-invalid', { problem: 'the unsubscribe link is missing' });
  const preheader = oneLine(values.get('preheader') ?? '');
  const book = new LinkBook({
    utm: content.utm.on
      ? {
          source: 'millrace',
          medium: 'email',
          campaign: campaignOf(content.utm.campaign || email.campaign),
          content: email.campaignContent,
        }
      : null,
    untouched: [view.links.unsubscribe, view.links.preferences],
    clickUrl: email.tracking?.clickUrl,
  });
  const filled = fillEmail({
    content,
    view,
    brand,
    purpose: email.purpose,
    openUrl: email.tracking?.openUrl,
    values,
    subject,
    preheader,
    book,
  });
  const html = fillSegments(await compileEmail(content, brand), filled.filling);
  if (html.length > LONGEST_PAGE) fail('content-invalid', { problem: 'the e-mail grows too large when it is filled in' });
  return {
    senderName: oneLine(content.senderName) || brand.name,
    subject,
    preheader,
    html,
    text: filled.plain,
    links: book.links,
    refusedLinks: book.refused,
  };
}

/** A subject has one line, whatever a name brings along: line breaks would begin new headers. */
function oneLine(text: string): string {
  return unmark(text)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .slice(0, 400);
}
