import type { PreviewProps } from '../../preview-props.ts';

/** The note that a pigeon carries, with its button. */
export function Preview({ message }: PreviewProps) {
  const { button } = (message.parts ?? {}) as { readonly button?: string };
  return (
    <figure>
      <p>{message.text}</p>
      {button === undefined ? null : <a href={button}>Open</a>}
    </figure>
  );
}
