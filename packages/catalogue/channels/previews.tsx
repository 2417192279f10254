import { lazy, Suspense, type ComponentType } from 'react';
import { CHANNELS } from './kinds.ts';
import type { PreviewProps } from './preview-props.ts';

interface Look {
  readonly Preview: ComponentType<PreviewProps>;
}

/** The `Preview` in the folder of each channel, loaded when its first message is shown. No list names it. */
const LOOKS: Readonly<Record<string, ComponentType<PreviewProps>>> = Object.fromEntries(
  CHANNELS.map(({ id }) => [
    id,
    lazy(async () => {
      const { Preview } = (await import(`./${id}/preview.tsx`)) as Look;
      return { default: Preview };
    }),
  ]),
);

/** A message as the customer sees it, on a phone or a desktop. For an unknown channel it shows the text. */
export function MessageLook({ channel, message, screen }: PreviewProps & { readonly channel: string }) {
  const Preview = LOOKS[channel];
  if (!Preview) return <pre className="text-13 whitespace-pre-wrap">{message.text}</pre>;
  return (
    <Suspense fallback={<div aria-busy className="h-40 animate-pulse rounded-lg bg-sunken" />}>
      <Preview message={message} screen={screen} />
    </Suspense>
  );
}

export type { MessageToShow, PreviewProps, Screen } from './preview-props.ts';
