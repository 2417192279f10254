import { lazy, Suspense, type ComponentType } from 'react';
import { channelById } from './registry.ts';
import type { PreviewProps } from './preview-props.ts';

/** Loaded when the first message of a channel is shown. */
const looks = new Map<string, ComponentType<PreviewProps>>();

/** The `Preview` in the folder of a channel. A folder is all that a channel needs to be shown: no list names it. */
function lookOf(channel: string): ComponentType<PreviewProps> {
  const known = looks.get(channel);
  if (known) return known;
  const look = lazy(async () => {
    const { Preview } = (await import(`./${channel}/preview.tsx`)) as { readonly Preview: ComponentType<PreviewProps> };
    return { default: Preview };
  });
  looks.set(channel, look);
  return look;
}

/** A message as the customer sees it, on a phone or a desktop. One of a channel that the catalogue does not know shows its text. */
export function MessageLook({ channel, message, screen }: PreviewProps & { readonly channel: string }) {
  const text = <pre className="text-13 whitespace-pre-wrap">{message.text}</pre>;
  if (!channelById(channel)) return text;
  const Look = lookOf(channel);
  return (
    <Suspense fallback={<div aria-busy className="h-40 animate-pulse rounded-lg bg-sunken" />}>
      <Look message={message} screen={screen} />
    </Suspense>
  );
}

export type { MessageToShow, PreviewProps, Screen } from './preview-props.ts';
