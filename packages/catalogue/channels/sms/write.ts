import { fail } from '@millrace/base';
import { textOnly, type MessageToWrite, type RenderTools, type WrittenMessage } from '../rendering.ts';
import type { SmsContent } from './content.ts';
import { stopSentence, tellsHowToStop } from './opt-out.ts';

/**
 * Characters of a filled text at most, before its links are shortened. Carriers take 1,600, but a link may
 * have 2,000.
 */
const OUTPUT_LIMIT = 16_000;

/** Writes the text message for one person. @throws content-invalid when it cannot be filled in or is empty */
export function writeSms(
  { content, view, purpose, isFirst }: MessageToWrite<SmsContent>,
  tools: RenderTools,
): WrittenMessage {
  const [filled] = tools.fill([content.text], OUTPUT_LIMIT);
  if (!filled?.ok)
    return fail('content-invalid', {
      problem: `the text: ${filled?.problem ?? 'it could not be filled in'}`,
    });
  const links = tools.links({ ...content.utm, medium: 'sms' });
  if (view.cart?.recoveryUrl == null && /\bcart\.recoveryUrl\b/.test(content.text))
    links.leaveOut('text', 'The link back to the cart was left out: there is none.');
  const text = tools.text(filled.text, links);
  if (text === '') return fail('content-invalid', { problem: 'the text is empty when it is filled in' });
  const notice = content.optOutNotice === 'always' || (content.optOutNotice === 'first' && isFirst);
  return textOnly(
    notice && purpose === 'marketing' && !tellsHowToStop(text)
      ? `${text} ${stopSentence(view.locale)}`
      : text,
  );
}
