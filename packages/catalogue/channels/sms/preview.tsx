import { plural } from '@millrace/base/words';
import type { PreviewProps } from '../preview-props.ts';
import { smsSize } from './segments.ts';

/** A text message as a bubble on a phone, with its billed parts. */
export function Preview({ message, screen }: PreviewProps) {
  const text = message.text ?? '';
  const size = smsSize(text);
  const parts = message.segments ?? size.segments;
  return (
    <figure
      className="mx-auto flex w-full flex-col gap-3 rounded-lg border border-line bg-sunken p-4"
      style={{ maxWidth: screen === 'phone' ? 375 : 520 }}
    >
      <p className="text-center text-12 text-faint">{message.senderName ?? 'Text message'}</p>
      <div
        dir="auto"
        className="max-w-[85%] self-start rounded-[18px] rounded-bl-sm border border-line bg-raised px-3.5 py-2.5 text-14 break-words whitespace-pre-wrap text-ink"
      >
        {text === '' ? <span className="text-faint">No text yet</span> : text}
      </div>
      <figcaption className="text-12 text-soft tabular-nums">
        {plural(parts, 'part')} · {plural(size.characters, 'character')} ·{' '}
        {size.encoding === 'GSM-7' ? 'plain characters' : 'with emoji or other scripts'}
      </figcaption>
    </figure>
  );
}
