'use client';
import type { LoggedMessage } from '@millrace/services/message-log';
import { classes, EmptyState, Icon, Link, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { useParams, useSearchParams } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { ExportButton } from '../lists/export-button.tsx';
import { More } from '../lists/more.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { useSlow } from '../lists/use-slow.ts';
import { Screen, useShortcutHelp, useTRPC, useTRPCClient } from '../shell/index.ts';
import { ActionsInDoubt } from './actions-in-doubt.tsx';
import { CaughtHere } from './caught-here.tsx';
import { FILTERS, questionOf } from './filters.ts';
import { MessageList } from './list/message-list.tsx';
import { MessageSheet } from './message/message-sheet.tsx';
import { MessageLogTools } from './message-log-tools.tsx';

/** The list of messages on the left and the open message on the right; on a phone one at a time. */
export function MessageLogScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { id } = useParams<{ id?: string }>();
  const address = useSearchParams().toString();
  const [filters, setFilters] = useQueryStates(FILTERS);
  const search = useSlow(filters.search);
  const question = questionOf({ ...filters, search });
  const messages = usePages<LoggedMessage>({
    key: trpc.messages.list.queryKey(question),
    read: (cursor) => client.messages.list.query({ ...question, ...(cursor ? { cursor } : {}) }),
    every: 5_000,
  });
  useShortcutHelp([{ keys: ['↑', '↓'], what: 'Open the next message', group: 'Message log' }]);
  const shown = id ?? messages.items[0]?.id ?? null;
  const filtered = Object.keys(question).length > 0;
  const suffix = address === '' ? '' : `?${address}`;
  return (
    <Screen
      title="Message log"
      sentence="Every message as it was sent, or the reason why it was not."
      actions={<ExportButton list="messages" filters={question} />}
      tools={
        <div className={classes('w-full space-y-3', id && 'max-lg:hidden')}>
          <ActionsInDoubt />
          <CaughtHere />
          <MessageLogTools filters={filters} onChange={(change) => void setFilters(change)} />
        </div>
      }
    >
      {messages.error ? <ProblemNote error={messages.error} onRetry={messages.retry} /> : null}
      {!messages.loading && !messages.error && messages.items.length === 0 && !id ? (
        <Nothing filtered={filtered} onAll={() => void setFilters(null)} />
      ) : null}
      <div className="grid gap-8 lg:grid-cols-[22rem_minmax(0,1fr)] xl:grid-cols-[26rem_minmax(0,1fr)]">
        <div className={classes('min-w-0', id && 'max-lg:hidden', messages.stale && 'opacity-60')}>
          {messages.loading ? (
            <Waiting />
          ) : (
            <MessageList messages={messages.items} chosen={shown} suffix={suffix} />
          )}
          <More onMore={messages.more} busy={messages.loadingMore} words="Show earlier messages" />
        </div>
        {shown ? (
          <section aria-label="Message" className={classes('min-w-0', !id && 'max-lg:hidden')}>
            <Link
              plain
              className="mb-4 inline-flex items-center gap-1 text-13 text-soft lg:hidden"
              render={<NextLink href={`/messages${suffix}`} />}
            >
              <Icon name="chevron-left" size={14} />
              All messages
            </Link>
            <div className="lg:sticky lg:top-5 lg:max-h-[calc(100dvh-2.5rem)] lg:overflow-y-auto lg:pr-1 lg:pb-4">
              <MessageSheet id={shown} />
            </div>
          </section>
        ) : null}
      </div>
    </Screen>
  );
}

function Waiting() {
  return (
    <div aria-busy className="divide-y divide-line/60 border-y border-line/60">
      {Array.from({ length: 9 }, (_, place) => (
        <div key={place} className="space-y-2 px-3 py-3">
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-4/5" />
        </div>
      ))}
    </div>
  );
}

function Nothing({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  if (filtered)
    return (
      <EmptyState
        icon="filter"
        title="No message matches"
        action={<Link render={<button type="button" onClick={onAll} />}>Show all messages</Link>}
      >
        Remove a filter, or search for a part of the subject or address.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="send"
      title="The messages of your flows appear here"
      action={<Link render={<NextLink href="/gallery" />}>Choose a flow in the gallery</Link>}
    >
      Each one as the customer sees it, on phone and desktop, even before a provider is connected.
    </EmptyState>
  );
}
