'use client';
import { MessageLook as ChannelLook } from '@millrace/channels/previews';
import { Icon, IconButton, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { problemOf, useTRPCClient } from '../shell/index.ts';
import { channelIcon } from '../message-log/status-words.ts';
import type { MessageStep } from './messages-of.ts';

/** One message as a sample customer of this store would see it. */
export function MessageLook({
  message,
  purpose,
  place,
  onStep,
}: {
  message: MessageStep;
  purpose: 'marketing' | 'transactional';
  place: string;
  onStep: (by: 1 | -1) => void;
}) {
  const client = useTRPCClient();
  // A POST because it carries a whole e-mail. It changes nothing, so it is read like a query.
  const preview = useQuery({
    queryKey: ['gallery-preview', message.channel, message.content, purpose],
    staleTime: Infinity,
    queryFn: () =>
      client.content.preview.mutate({ channel: message.channel, content: message.content, purpose }),
  });
  return (
    <section
      aria-label={message.title}
      className="flex h-130 min-w-0 flex-col overflow-hidden rounded-lg border border-line"
    >
      <header className="border-b border-line bg-raised px-3 py-2">
        <p className="flex items-center gap-1.5 text-12 text-faint">
          <Icon name={channelIcon(message.channel)} size={12} />
          <span className="min-w-0 flex-1 truncate">{message.title}</span>
          <span className="tabular">{place}</span>
          <span className="-my-1 -mr-1.5 flex">
            <IconButton
              icon="chevron-left"
              size="small"
              label="Previous message"
              onClick={() => onStep(-1)}
            />
            <IconButton icon="chevron-right" size="small" label="Next message" onClick={() => onStep(1)} />
          </span>
        </p>
        {preview.data?.subject ? (
          <p className="truncate text-13 font-semibold">{preview.data.subject}</p>
        ) : null}
        {preview.data?.preheader ? (
          <p className="truncate text-12 text-soft">{preview.data.preheader}</p>
        ) : null}
      </header>
      {preview.isError ? (
        <p className="p-4 text-13 text-soft">
          {problemOf(preview.error).sentence} {problemOf(preview.error).next}
        </p>
      ) : null}
      {preview.isPending ? <Skeleton className="m-4 flex-1" /> : null}
      {preview.data && preview.data.html !== null ? (
        <iframe
          title={`${message.title}, as a customer sees it`}
          sandbox=""
          srcDoc={preview.data.html}
          className="min-h-0 w-full flex-1 bg-white"
        />
      ) : null}
      {preview.data && preview.data.html === null ? (
        <div className="min-h-0 flex-1 overflow-y-auto bg-sunken p-4">
          <ChannelLook channel={message.channel} message={preview.data} screen="phone" />
        </div>
      ) : null}
    </section>
  );
}
