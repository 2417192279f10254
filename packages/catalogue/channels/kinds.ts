import type { ChannelKind } from './channel-kind.ts';
import { emailChannel } from './email/channel.ts';
import { smsChannel } from './sms/channel.ts';

/** The one list of channels, in the order screens show them. */
export const CHANNELS: readonly ChannelKind[] = [emailChannel, smsChannel] as readonly unknown[] as readonly ChannelKind[];

const BY_ID = new Map(CHANNELS.map((channel) => [channel.id, channel]));

export function channelById(id: string): ChannelKind | undefined {
  return BY_ID.get(id);
}

export * from './channel-kind.ts';
export { CONTENT_VARIABLES, type ContentVariable } from './content-variables.ts';
export { inFewWords, inWords } from './placeholders.ts';
export { hasPlaceholder, isSafeLink } from './links.ts';
export { emailChannel } from './email/channel.ts';
export { emailContentSchema, type EmailContent, type EmailContentInput } from './email/content.ts';
export { emailBlockSchema, type EmailBlock } from './email/blocks.ts';
export { smsChannel } from './sms/channel.ts';
export { stopSentence, tellsHowToStop } from './sms/opt-out.ts';
export { SMS_CHARACTERS, SMS_PARTS, smsContentSchema, type SmsContent, type SmsContentInput } from './sms/content.ts';
export { smsSize, type SmsSize } from './sms/segments.ts';
