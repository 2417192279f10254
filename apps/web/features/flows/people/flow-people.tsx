'use client';
import { capital } from '@millrace/base/words';
import type { EnrolmentView } from '@millrace/services/enrolments';
import { AlertDialog, Button, EmptyState, Select, Table, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  countOfSubject,
  noneOfSubject,
  subjectNoun,
  subjectNouns,
  type Graph,
  type Subject,
} from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ExportButton } from '../../lists/export-button.tsx';
import { More } from '../../lists/more.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useMay, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { FlowScreen } from '../flow-screen.tsx';
import { CALM } from '../live.ts';
import { CountedPeople } from './counted-people.tsx';
import { countedOf } from './counted-words.ts';
import { personColumns } from './columns.tsx';
import { nameOf, PERSON_STATES, STATE_WORDS } from './person-words.ts';

/** The choice "At any step". A step's id is never a star. */
const ANY = '*';
const NOWHERE: Graph['nodes'] = [];

/** All entries of a flow, past and present, newest first. */
export function FlowPeople({ id }: { id: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const mayCancel = useMay('flows:publish');
  const [view, setView] = useQueryStates(
    {
      state: parseAsStringLiteral(PERSON_STATES).withDefault('all'),
      node: parseAsString.withDefault(ANY),
      count: parseAsString.withDefault(''),
    },
    { history: 'replace' },
  );
  const [leaving, setLeaving] = useState<EnrolmentView | null>(null);
  const flow = useQuery(trpc.flows.get.queryOptions({ id }, CALM));
  const wanted = {
    flow: id,
    ...(view.state === 'all' ? {} : { state: view.state }),
    ...(view.node === ANY ? {} : { node: view.node }),
  };
  const pages = usePages({
    key: trpc.enrolments.list.queryKey(wanted),
    read: (cursor) => client.enrolments.list.query({ ...wanted, limit: 50, ...(cursor ? { cursor } : {}) }),
    every: 5_000,
    enabled: countedOf(view.count) === null,
  });
  const subject = flow.data?.graph.subject ?? 'customer';
  const several = capital(subjectNouns(subject));
  const nodes = flow.data?.graph.nodes ?? NOWHERE;
  const columns = flow.data
    ? personColumns(flow.data.graph, subject, (row) => [
        {
          label: 'What happened here',
          icon: 'history',
          onSelect: () => router.push(`/enrolments/${row.id}`),
        },
        ...(row.customerId === null
          ? []
          : [
              {
                label: 'Everything about this customer',
                icon: 'user' as const,
                onSelect: () => router.push(`/customers/${row.customerId}`),
              },
            ]),
        ...(mayCancel && row.endedAt === null
          ? [
              null,
              { label: 'Take out of the flow', icon: 'x', danger: true, onSelect: () => setLeaving(row) },
            ]
          : []),
      ])
    : [];
  const count = view.node === ANY ? null : countedOf(view.count);
  if (count) {
    return (
      <FlowScreen id={id} flow={flow.data}>
        <CountedPeople
          flow={id}
          graph={flow.data?.graph}
          node={view.node}
          count={count}
          onEverybody={() => void setView(null)}
        />
      </FlowScreen>
    );
  }
  const filtered = view.state !== 'all' || view.node !== ANY;
  return (
    <FlowScreen id={id} flow={flow.data}>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Select
          aria-label="State"
          className="w-44"
          value={view.state}
          onValueChange={(state) => void setView({ state })}
          options={PERSON_STATES.map((state) => ({ value: state, label: STATE_WORDS[state] }))}
        />
        <Select
          aria-label="Step"
          className="w-64"
          value={view.node}
          onValueChange={(node) => void setView({ node })}
          options={[
            { value: ANY, label: 'At any step' },
            ...nodes.map((node) => ({
              value: node.id,
              label: node.name ?? kinds[node.kind]?.title ?? node.kind,
              icon: kinds[node.kind]?.icon ?? 'dot',
            })),
          ]}
        />
        {view.node !== ANY ? (
          <span className="text-13 text-faint">Only {subjectNouns(subject)} at this step now.</span>
        ) : null}
        <span className="ml-auto">
          <ExportButton list="entries" filters={wanted} />
        </span>
      </div>
      {flow.isError || pages.error ? (
        <ProblemNote
          error={flow.error ?? pages.error}
          onRetry={() => {
            void flow.refetch();
            pages.retry();
          }}
        />
      ) : (
        <>
          <Table
            label={`${several} in this flow`}
            columns={
              columns.length > 0
                ? columns
                : personColumns({ nodes: [] } as unknown as Graph, subject, () => [])
            }
            rows={flow.data ? pages.items : []}
            rowKey={(row) => row.id}
            loading={pages.loading || flow.isPending}
            onOpen={(row) => router.push(`/enrolments/${row.id}`)}
            empty={
              filtered ? (
                <EmptyState
                  icon="users"
                  title={`${capital(noneOfSubject(subject))} matches these filters.`}
                  action={<Button onClick={() => void setView(null)}>Show all</Button>}
                >
                  {view.node !== ANY
                    ? `${several} pass most steps at once. Only those that wait are found at a step.`
                    : null}
                </EmptyState>
              ) : (
                <EmptyState icon="users" title={`The ${subjectNouns(subject)} in this flow appear here`}>
                  {flow.data?.liveVersion === null
                    ? `Publish the flow first. From then on its trigger lets ${subjectNouns(subject)} in.`
                    : `${capital(noneOfSubject(subject))} has entered yet.`}
                </EmptyState>
              )
            }
          />
          <More onMore={pages.more} busy={pages.loadingMore} />
        </>
      )}
      {leaving ? <TakeOut row={leaving} subject={subject} onClose={() => setLeaving(null)} /> : null}
    </FlowScreen>
  );
}

function TakeOut({ row, subject, onClose }: { row: EnrolmentView; subject: Subject; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const cancel = useMutation(
    trpc.enrolments.cancel.mutationOptions({
      onSuccess: () => {
        toast.done(`${nameOf(row)} is out of the flow.`);
        void client.invalidateQueries({ queryKey: trpc.enrolments.pathKey() });
      },
      onSettled: onClose,
    }),
  );
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Take ${nameOf(row)} out of the flow?`}
      cancel="Keep in the flow"
      confirm={`Take out ${countOfSubject(subject, 1)}`}
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate({ id: row.id })}
      description={`Nothing more of this flow happens to this ${subjectNoun(subject)}. Whether another entry is possible depends on the trigger.`}
    />
  );
}
