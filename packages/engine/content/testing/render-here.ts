import { emailChannel, smsChannel } from '@millrace/channels';
import type { MessageAddresses } from '../links/link-book.ts';
import { defaultBrand } from '../page/brand.ts';
import { renderMessage, type MessageToRender, type RenderedMessage } from '../render-message.ts';
import { sampleView } from '../view/sample-view.ts';

type Wanted = Partial<MessageToRender> & MessageAddresses;

/** A message to render, with defaults for what a test does not set. */
export const wanted = (content: unknown, more: Partial<MessageToRender> = {}): MessageToRender => ({
  content,
  view: sampleView(),
  brand: defaultBrand({ name: 'North', url: '' }),
  purpose: 'marketing',
  campaign: 'x',
  isFirst: false,
  ...more,
});

/** Renders in this thread what the pool renders in its own. */
export const renderEmail = (
  content: unknown,
  { addressOf, openUrl, ...more }: Wanted = {},
): Promise<RenderedMessage> => renderMessage(emailChannel, wanted(content, more), { addressOf, openUrl });
export const renderSms = (
  content: unknown,
  { addressOf, openUrl, ...more }: Wanted = {},
): Promise<RenderedMessage> => renderMessage(smsChannel, wanted(content, more), { addressOf, openUrl });
