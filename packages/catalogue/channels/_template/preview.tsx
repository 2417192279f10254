import type { PreviewProps } from '../preview-props.ts';

/** A message as the customer sees it. */
export function Preview({ message }: PreviewProps) {
  return (
    <figure className="rounded-lg border border-line bg-raised p-4">
      <p dir="auto">{message.text}</p>
    </figure>
  );
}
