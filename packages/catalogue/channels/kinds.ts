import type { ChannelKind } from './channel-kind.ts';
import { emailChannel } from './email/channel.ts';
import { pushChannel } from './push/channel.ts';
import { smsChannel } from './sms/channel.ts';

/** The only list of channels, in the order of screens. */
export const CHANNELS: readonly ChannelKind[] = [emailChannel, smsChannel, pushChannel];
