'use client';
import type { PrivacyRequestView } from '@millrace/services/privacy';
import { Button, EmptyState, Icon, Link, RelativeTime, Skeleton, StatePill, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useExport } from '../../customers/person/use-export.ts';
import { More } from '../../lists/more.tsx';
import { ExportButton } from '../../lists/export-button.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { Screen, useMay, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { isForSomebody, requestState, requestWords } from './request-words.ts';

/** Privacy requests of customers and stores. Open ones come first, by due date. */
export function PrivacyScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const may = useMay('customers:erase');
  const requests = usePages<PrivacyRequestView>({
    key: trpc.settings.privacyRequests.queryKey({}),
    read: (cursor) => client.settings.privacyRequests.query(cursor ? { cursor } : {}),
    every: 10_000,
  });
  return (
    <Screen
      title="Privacy"
      actions={requests.items.length > 0 ? <ExportButton list="privacy-requests" /> : null}
      width="reading"
      sentence="Requests of customers about their data. Erasure is done automatically. Requests for a copy of their data wait for you."
    >
      <OnlyOwners may={may} what="Owners mark requests as answered." />
      {requests.error ? <ProblemNote error={requests.error} onRetry={requests.retry} /> : null}
      {requests.loading ? <Skeleton className="h-24 w-full rounded-lg" /> : null}
      {!requests.loading && !requests.error && requests.items.length === 0 ? (
        <EmptyState icon="user-x" title="There are no requests">
          When a customer asks your store for their data, the request appears here with its due date. To
          export or erase a customer who wrote to you, open their page under Customers.
        </EmptyState>
      ) : null}
      {requests.items.length > 0 ? (
        <ul aria-label="Requests" className="divide-y divide-line border-y border-line">
          {requests.items.map((request) => (
            <Request key={request.id} request={request} may={may} />
          ))}
        </ul>
      ) : null}
      <More onMore={requests.more} busy={requests.loadingMore} words="Show earlier requests" />
    </Screen>
  );
}

function Request({ request, may }: { request: PrivacyRequestView; may: boolean }) {
  const words = requestWords(request);
  const state = requestState(request, Date.now());
  const person = request.customerId !== null && !request.customerErased ? request.customerId : null;
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-14 font-semibold">
          {person ? (
            <Link plain render={<NextLink href={`/customers/${person}`} prefetch={false} />}>
              {words.title}
            </Link>
          ) : (
            words.title
          )}
        </h2>
        <StatePill state={state.pill}>{state.words}</StatePill>
      </div>
      {words.todo ? <p className="mt-1 text-13 text-pretty text-soft">{words.todo}</p> : null}
      <p className="mt-1 flex flex-wrap gap-x-3 text-12 text-faint">
        <span>
          Asked <RelativeTime instant={request.askedAt} />
          {request.via ? ` through ${request.via}` : ''}
        </span>
        {request.reference ? <span>Number {request.reference}</span> : null}
        {request.doneAt === null ? null : (
          <span>
            Done <RelativeTime instant={request.doneAt} />
            {request.doneBy ? ` by ${request.doneBy}` : ''}
          </span>
        )}
      </p>
      {isForSomebody(request) ? <Answer request={request} person={person} may={may} /> : null}
    </li>
  );
}

function Answer({
  request,
  person,
  may,
}: {
  request: PrivacyRequestView;
  person: string | null;
  may: boolean;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const download = useExport();
  const close = useMutation(
    trpc.settings.closePrivacyRequest.mutationOptions({
      onSuccess: async () => {
        toast.done('Marked as answered.');
        await Promise.all([
          queries.invalidateQueries(trpc.settings.privacyRequests.queryFilter()),
          queries.invalidateQueries(trpc.home.pathFilter()),
        ]);
      },
    }),
  );
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {person ? (
        <Button
          size="small"
          icon="download"
          onClick={() => void download(person, request.customerName ?? 'customer')}
        >
          Export their data
        </Button>
      ) : null}
      <Button
        size="small"
        icon="check"
        disabled={!may}
        busy={close.isPending}
        onClick={() => close.mutate({ id: request.id })}
      >
        Mark as answered
      </Button>
      {may ? null : (
        <span className="flex items-center gap-1.5 text-12 text-faint">
          <Icon name="lock" size={12} /> Owners do this
        </span>
      )}
    </div>
  );
}
