import type { ChannelKind } from './channel-kind.ts';
import { emailChannel } from './email/channel.ts';
import { smsChannel } from './sms/channel.ts';

/** The one list of channels, in the order screens show them. */
export const CHANNELS: readonly ChannelKind[] = [emailChannel, smsChannel];
