import type { ComponentType } from 'react';
import { EmailPreview } from './email/preview.tsx';
import type { PreviewProps } from './preview-props.ts';
import { SmsPreview } from './sms/preview.tsx';

/** How a sent or planned message looks, by channel. */
const PREVIEWS: Readonly<Record<string, ComponentType<PreviewProps>>> = { email: EmailPreview, sms: SmsPreview };

/** A message as the customer sees it, on a phone or a desktop. Channels without a look of their own show their text. */
export function MessageLook({ channel, message, screen }: PreviewProps & { readonly channel: string }) {
  const Preview = PREVIEWS[channel];
  return Preview ? <Preview message={message} screen={screen} /> : <pre className="text-13 whitespace-pre-wrap">{message.text}</pre>;
}

export { EmailPreview } from './email/preview.tsx';
export { SmsPreview } from './sms/preview.tsx';
export type { MessageToShow, PreviewProps, Screen } from './preview-props.ts';
