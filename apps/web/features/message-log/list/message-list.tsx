'use client';
import type { LoggedMessage } from '@millrace/services/message-log';
import { classes, Icon, RelativeTime } from '@millrace/ui';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, type KeyboardEvent } from 'react';
import { NotShown } from '../../lists/not-shown.tsx';
import { StatusPill } from '../status-pill.tsx';
import { channelIcon, channelWords, reasonSentence } from '../status-words.ts';

interface MessageListProps {
  readonly messages: readonly LoggedMessage[];
  readonly chosen: string | null;
  /** The filters as a query string, to keep them in each message's address. */
  readonly suffix: string;
}

/** The messages with their subjects, newest first. Arrow keys move between them. */
export function MessageList({ messages, chosen, suffix }: MessageListProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const rows = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-message]') ?? [])];
    const next = rows[rows.indexOf(document.activeElement as HTMLAnchorElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    // On a phone an open message hides the list, so moving the focus does not open it.
    if (window.matchMedia('(min-width: 64rem)').matches)
      router.replace(`/messages/${next.dataset['message']}${suffix}`, { scroll: false });
  };
  return (
    <ul ref={list} aria-label="Messages" onKeyDown={move} className="-mx-3 sm:mx-0">
      {messages.map((message) => (
        <li key={message.id} className="border-b border-line/60 first:border-t">
          <NextLink
            href={`/messages/${message.id}${suffix}`}
            scroll={false}
            prefetch={false}
            data-message={message.id}
            aria-current={message.id === chosen ? 'true' : undefined}
            className={classes(
              'block px-3 py-2.5 -outline-offset-2 hover:bg-sunken/60',
              message.id === chosen && 'lg:bg-river-tint lg:hover:bg-river-tint',
            )}
          >
            <Line message={message} />
          </NextLink>
        </li>
      ))}
    </ul>
  );
}

function Line({ message }: { message: LoggedMessage }) {
  const plain = message.status === 'sent';
  const reason = message.connection === null && plain ? null : reasonSentence(message);
  const words = message.subject ?? message.preview ?? reason ?? channelWords(message.channel);
  return (
    <>
      <span className="flex items-baseline gap-2">
        <Icon
          name={channelIcon(message.channel)}
          size={14}
          label={channelWords(message.channel)}
          className="translate-y-0.5 text-message"
        />
        <span className="min-w-0 flex-1 truncate text-13 font-medium text-ink">
          {message.customerName ?? message.to ?? 'Unknown visitor'}
        </span>
        <RelativeTime
          instant={message.sentAt ?? message.plannedAt}
          className="shrink-0 text-12 text-faint tabular"
        />
      </span>
      <span className="mt-0.5 flex items-center gap-2 pl-5.5">
        <span
          className={classes(
            'min-w-0 flex-1 truncate text-13',
            message.subject || message.preview ? 'text-soft' : 'text-faint',
          )}
        >
          {words}
        </span>
        {message.clickedAt ? (
          <Icon name="link" size={12} label="Clicked" className="text-good" />
        ) : message.openedAt ? (
          <Icon name="envelope-open" size={12} label="Opened" className="text-good" />
        ) : null}
        <NotShown row={message} />
        {plain ? null : <StatusPill status={message.status} />}
      </span>
    </>
  );
}
