import { fail } from '@millrace/base';
import { isSafeLink, stopSentence, tellsHowToStop, type SmsContent } from '@millrace/channels';
import { evaluateTexts } from '../liquid/evaluate.ts';
import { measureSms } from './measure-sms.ts';
import { unmark, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';
import { LinkBook, type RefusedLink, type SentLink } from '../links/link-book.ts';
import { campaignOf } from '../links/utm.ts';
import type { ContentView } from '../view/content-view.ts';

export interface SmsToRender {
  readonly content: SmsContent;
  readonly view: ContentView;
  readonly purpose: 'marketing' | 'transactional';
  readonly campaign: string;
  readonly campaignContent?: string | undefined;
  /** True when the customer never had a text from this shop. */
  readonly isFirst: boolean;
  /** Makes the short, counted address of a link; called when the content shortens its links. */
  readonly shortUrl?: ((url: string, index: number) => string) | undefined;
}

export interface RenderedSms {
  readonly text: string;
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly links: readonly SentLink[];
  readonly refusedLinks: readonly RefusedLink[];
}

/** Takes a fenced value or written words that look like a web address, values inside included. */
const LINK = new RegExp(
  `(?:https?://|${VALUE_BEGINS}https?://)(?:${VALUE_BEGINS}[^${VALUE_ENDS}]*${VALUE_ENDS}|[^\\s${VALUE_BEGINS}])*`,
  'giu',
);

/** Characters that may come out of a text before its links are shortened. Carriers take 1,600, but a link may be 2,000 long. */
const OUTPUT_LIMIT = 16_000;

/**
 * Makes the text message one person gets.
 * @throws content-invalid when it cannot be filled in, is empty, or is longer than carriers take
 */
export function renderSms(sms: SmsToRender): RenderedSms {
  const { text, links, refusedLinks } = writeSms(sms);
  return { text, ...measureSms(text), links, refusedLinks };
}

/** The words of it, not yet counted. @throws content-invalid when it cannot be filled in or is empty */
export function writeSms(sms: SmsToRender): Pick<RenderedSms, 'text' | 'links' | 'refusedLinks'> {
  const { content, view } = sms;
  const [result] = evaluateTexts([content.text], view as unknown as Record<string, unknown>, OUTPUT_LIMIT);
  if (!result?.ok) return fail('content-invalid', { problem: `the text: ${result?.problem ?? 'it could not be filled in'}` });
  const book = new LinkBook({
    utm: content.utm.on
      ? { source: 'millrace', medium: 'sms', campaign: campaignOf(content.utm.campaign || sms.campaign), content: sms.campaignContent }
      : null,
    untouched: [view.links.unsubscribe, view.links.preferences],
    clickUrl: content.shortenLinks ? sms.shortUrl : undefined,
  });
  if (view.cart?.recoveryUrl == null && /\bcart\.recoveryUrl\b/.test(content.text)) {
    book.refused.push({ field: 'text', sentence: 'The link back to the cart was left out: there is none.' });
  }
  let text = unmark(replaceLinks(result.text, book))
    .replace(/[ \t]+$/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
  if (text === '') return fail('content-invalid', { problem: 'nothing is left of the text when it is filled in' });
  const notice = content.optOutNotice === 'always' || (content.optOutNotice === 'first' && sms.isFirst);
  if (notice && sms.purpose === 'marketing' && !tellsHowToStop(text)) text = `${text} ${stopSentence(view.locale)}`;
  return { text, links: book.links, refusedLinks: book.refused };
}

/** Without the full stop or bracket that follows it: a closing bracket belongs to the link when it was opened in it. */
function withoutTrailing(whole: string): string {
  const least = whole.lastIndexOf(VALUE_ENDS) + 1;
  let link = whole;
  while (link.length > least) {
    const last = link.at(-1)!;
    if (!'.,;:!?)]'.includes(last)) break;
    if (last === ')' && count(link, '(') >= count(link, ')')) break;
    if (last === ']' && count(link, '[') >= count(link, ']')) break;
    link = link.slice(0, -1);
  }
  return link;
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A link in words ends before the full stop or bracket that follows it. */
function replaceLinks(text: string, book: LinkBook): string {
  return text.replace(LINK, (whole) => {
    const link = withoutTrailing(whole);
    const trailing = whole.slice(link.length);
    if (!isSafeLink(unmark(link))) return whole;
    return (book.add(link, unmark(link), 'text') ?? '') + trailing;
  });
}
