import { fail } from '@millrace/base';

import type { Delivery, OutgoingMessage } from '../delivery.ts';
import { PUSH_BYTES, type PushNote } from '../exchange.ts';
import type { WebPushConfig } from './config.ts';
import { pushOutcome } from './outcome.ts';
import { pushPartsSchema } from './parts.ts';

/** What the service worker of the shop reads (`packages/surface/storefront/worker`). */
export interface PushPayload {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly picture?: string;
  readonly buttons?: readonly { readonly text: string; readonly link: string }[];
  /** A shown notification with the same tag is replaced. */
  readonly tag: string;
  readonly receipt?: string;
}

/** The notification for all devices of the person. @throws MillraceError input-invalid */
export function pushNote(message: OutgoingMessage, { contact }: WebPushConfig): PushNote {
  const parts =
    pushPartsSchema.safeParse(message.parts).data ??
    fail('input-invalid', { problems: 'the notification leads nowhere.' });
  const { link, picture, buttons, keptFor, urgency, replaces } = parts;
  // 32 characters, which is exactly what a topic may have.
  const topic = replaces && message.flowId !== null ? message.flowId.replaceAll('-', '') : null;
  const payload = JSON.stringify({
    title: message.subject ?? '',
    text: message.text,
    link,
    ...(picture === null ? {} : { picture }),
    ...(buttons.length === 0 ? {} : { buttons }),
    tag: topic ?? message.messageId,
    ...(message.receipt === null ? {} : { receipt: message.receipt }),
  } satisfies PushPayload);
  const size = bytesOf(payload);
  if (size > PUSH_BYTES)
    fail('input-invalid', {
      problems: `the notification has ${size} bytes with its links, and at most ${PUSH_BYTES} can be sent. Shorten the text or the address of the picture.`,
    });
  if (message.devices.length === 0)
    fail('input-invalid', { problems: 'no browser of theirs shows notifications any more.' });
  return { devices: message.devices, payload, keptFor, urgency, topic, contact: `mailto:${contact}` };
}

/** Bytes of a text in UTF-8. JSON has no lone surrogates. */
const bytesOf = (text: string): number => encodeURIComponent(text).replace(/%../g, '.').length;

export const deliverPush: Delivery<WebPushConfig> = {
  repeat: {
    means: 'ask-a-person',
    harmless: false,
    sentence:
      'A push service takes the same notification twice. If the connection broke before it was confirmed, a person decides.',
  },
  request: (message, config) => ({ via: 'devices', note: pushNote(message, config) }),
  outcome: pushOutcome,
};
