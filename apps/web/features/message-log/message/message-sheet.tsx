'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Skeleton, Tabs } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { DidItArrive } from './did-it-arrive.tsx';
import { MachineVisits } from './machine-visits.tsx';
import { MessageFacts } from './message-facts.tsx';
import { MessageLinks } from './message-links.tsx';
import { Looks } from './looks.tsx';
import { RawParts } from './raw-parts.tsx';

/** One message: its outcome, its look, its links, and its raw parts. */
export function MessageSheet({ id, withPerson = true }: { id: string; withPerson?: boolean }) {
  const trpc = useTRPC();
  const message = useQuery(
    trpc.messages.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (isSettled(state.data) ? false : 5_000) },
    ),
  );
  if (message.error) return <ProblemNote error={message.error} onRetry={() => void message.refetch()} />;
  if (!message.data) return <Waiting />;
  return <Sheet key={id} message={message.data} withPerson={withPerson} />;
}

const isSettled = (message: WholeLoggedMessage | undefined) =>
  message !== undefined && ['refused', 'skipped', 'failed', 'silent'].includes(message.status);

function Sheet({ message, withPerson }: { message: WholeLoggedMessage; withPerson: boolean }) {
  const [part, setPart] = useState<'look' | 'links' | 'raw'>('look');
  const written = message.html !== null || message.text !== null;
  const links = message.links.click.length + (message.links.unsubscribe ? 1 : 0);
  return (
    <div className="flex flex-col gap-4">
      <MessageFacts message={message} withPerson={withPerson} />
      <MachineVisits visits={message.visits} />
      {message.status === 'unknown' ? <DidItArrive message={message} /> : null}
      {written ? (
        <>
          <Tabs
            label="Parts of the message"
            value={part}
            onValueChange={setPart}
            tabs={[
              { value: 'look', label: 'As the customer sees it' },
              ...(links > 0 ? [{ value: 'links' as const, label: `Links · ${links}` }] : []),
              { value: 'raw', label: message.html !== null ? 'Headers and plain text' : 'As sent' },
            ]}
          />
          {part === 'look' ? (
            <Looks message={message} />
          ) : part === 'links' ? (
            <MessageLinks links={message.links} />
          ) : (
            <RawParts message={message} />
          )}
        </>
      ) : (
        <p className="rounded-lg bg-sunken px-4 py-3 text-13 text-soft">
          {message.status === 'held' || message.status === 'planned'
            ? 'The text is written when the message goes out, with the prices, stock and name at that time.'
            : 'The text was never written, because the message was stopped before.'}
        </p>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy className="space-y-4">
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-3 w-1/3" />
      <Skeleton className="h-100 w-full rounded-lg" />
    </div>
  );
}
