import { channelById, type PushParts } from '@millrace/channels';
import { outgoing, type OutgoingMessage } from '../delivery.ts';

const TO: Readonly<Record<string, string>> = {
  email: 'maya@example.com',
  phone: '+14155550123',
  browsers: 'Chrome on Android, Firefox on Windows',
};
const PUSH: PushParts = {
  link: 'https://shop.example/cart',
  picture: null,
  buttons: [],
  shop: 'Example Shop',
  keptFor: 86_400,
  urgency: 'normal',
  replaces: true,
};

/** A message as every channel could hand it over. */
export const messageOf = (channel: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage =>
  outgoing({
    channel,
    messageId: '01980000-0000-7000-8000-0000000000b1',
    to: TO[channelById(channel)!.address]!,
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
    parts: { ...PUSH },
    flowId: '01980000-0000-7000-8000-0000000000f1',
    devices: ['phone', 'computer'].map((id) => ({
      id,
      endpoint: `https://push.example/send/${id}`,
      // The example of RFC 8291, section 5.
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    })),
    ...more,
  });
