'use client';
import type { AnomalyView } from '@millrace/services/anomalies';
import { Button, EmptyState, Select, Table } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect, useMemo, useRef } from 'react';
import { ExportButton } from '../lists/export-button.tsx';
import { More } from '../lists/more.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { Screen, useKeepAnswer, useMay, useTRPC, useTRPCClient, useViewer } from '../shell/index.ts';
import { checkedWords } from './anomaly-words.ts';
import { anomalyColumns } from './columns.tsx';

const STATES = ['open', 'seen'] as const;
const CHOICES = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'New' },
  { value: 'seen', label: 'Seen' },
];

/** In milliseconds, while a check is due or running. */
const CHECKED_EVERY = 2_000;

/** The numbers of the store that were not as usual, the latest first. */
export function AnomaliesScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const { currency } = useViewer().workspace;
  const mayCheck = useMay('flows:write');
  const [state, setState] = useQueryState('state', parseAsStringLiteral(STATES));
  const question = state === null ? {} : { state };
  const list = usePages<AnomalyView>({
    key: trpc.anomalies.list.queryKey(question),
    read: (cursor) => client.anomalies.list.query({ ...question, limit: 50, ...(cursor ? { cursor } : {}) }),
  });
  const checked = useQuery(
    trpc.anomalies.checked.queryOptions(
      {},
      { refetchInterval: ({ state: { data } }) => (data?.waiting ? CHECKED_EVERY : false) },
    ),
  );
  const waiting = checked.data?.waiting ?? false;
  const wasWaiting = useRef(waiting);
  const { retry } = list;
  useEffect(() => {
    if (wasWaiting.current && !waiting) retry();
    wasWaiting.current = waiting;
  }, [waiting, retry]);
  const columns = useMemo(() => anomalyColumns(currency), [currency]);
  const words = checked.data ? checkedWords(checked.data) : null;
  return (
    <Screen
      title="Anomalies"
      sentence={words ?? 'Numbers of your store that were not as usual.'}
      actions={
        <>
          {list.items.length > 0 ? <ExportButton list="anomalies" filters={{ state }} /> : null}
          {mayCheck ? <CheckNow waiting={waiting} /> : null}
        </>
      }
      tools={
        <Select
          aria-label="State"
          value={state ?? 'all'}
          onValueChange={(next) => void setState(STATES.find((one) => one === next) ?? null)}
          options={CHOICES}
          className="w-40"
        />
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.retry} />
      ) : (
        <>
          <Table
            label="Anomalies"
            columns={columns}
            rows={list.items}
            rowKey={(row) => row.id}
            onOpen={(row) => router.push(`/anomalies/${row.id}`)}
            loading={list.loading}
            expected={5}
            empty={
              state === null ? (
                <EmptyState icon="pulse" title="Nothing unusual so far">
                  Once a day Millrace compares the numbers of your store with what could be expected: orders,
                  revenue, carts, messages, flows, returns, tickets and more. What stands out is listed here
                  with its likely causes, and can start a flow by the trigger “A number is unusual”.
                </EmptyState>
              ) : (
                <EmptyState
                  icon="pulse"
                  title={state === 'open' ? 'Nothing new' : 'Nothing was marked as seen'}
                  action={<Button onClick={() => void setState(null)}>Show all</Button>}
                />
              )
            }
          />
          <More onMore={list.more} busy={list.loadingMore} />
        </>
      )}
    </Screen>
  );
}

/** Judges the last day once more, which helps after a history was brought in. */
function CheckNow({ waiting }: { waiting: boolean }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const check = useMutation(
    trpc.anomalies.check.mutationOptions({
      onSuccess: (kept) => keepAnswer(trpc.anomalies.checked.queryKey({}), kept),
    }),
  );
  return (
    <Button busy={check.isPending || waiting} onClick={() => check.mutate({})}>
      Check now
    </Button>
  );
}
