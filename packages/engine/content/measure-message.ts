import { fail } from '@millrace/base';
import type { ChannelKind } from '@millrace/channels';
import type { RenderedMessage, UnmeasuredMessage } from './render-message.ts';

/**
 * Checks a finished message against the limits of its channel. A text too long to send is refused before its
 * parts are counted.
 * @throws content-invalid
 */
export function measured(channel: ChannelKind, message: UnmeasuredMessage): RenderedMessage {
  const { characters, parts } = channel.limits;
  const { length } = message.text;
  if (characters !== null && length > characters)
    return fail('content-invalid', {
      problem: `the text is ${length} characters long, and at most ${characters} can be sent`,
    });
  const segments = channel.partsOf(message.text);
  if (parts !== null && segments !== null && segments > parts)
    return fail('content-invalid', {
      problem: `the text is ${segments} parts long, and at most ${parts} can be sent`,
    });
  return { ...message, segments };
}
