'use client';
import { capital, ordinal } from '@millrace/base/words';
import type { Counted, CountedView } from '@millrace/services/enrolments';
import { Badge, Button, EmptyState, Link, RelativeTime, Table, type Column } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { eventLabel, noneOfSubject, subjectNoun, type Graph, type Subject } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { More } from '../../lists/more.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useTRPC, useTRPCClient } from '../../shell/index.ts';
import { toFlowCounts } from '../canvas/to-counts.ts';
import { countedSentence, numberOf } from './counted-words.ts';
import { endWords, nameOf, personPill } from './person-words.ts';

const EVERY = 5_000;

interface CountedPeopleProps {
  flow: string;
  graph: Graph | undefined;
  node: string;
  count: Counted;
  onEverybody: () => void;
}

/** The people, things or messages that one number of the canvas counts, one row each. */
export function CountedPeople({ flow, graph, node, count, onEverybody }: CountedPeopleProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const wanted = { flow, node, count };
  const pages = usePages({
    key: trpc.enrolments.counted.queryKey(wanted),
    read: (cursor) =>
      client.enrolments.counted.query({ ...wanted, limit: 50, ...(cursor ? { cursor } : {}) }),
    every: EVERY,
  });
  const counts = useQuery(trpc.flows.counts.queryOptions({ id: flow }, { refetchInterval: EVERY }));
  const subject = graph?.subject ?? 'customer';
  const step = nameOfStep(graph, node);
  const number = counts.data ? numberOf(toFlowCounts(counts.data), node, count) : null;
  const whole = pages.more === null && !pages.loading;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="text-16 font-semibold text-ink tabular">
          {number === null ? step : countedSentence(subject, number, count, step, wayOf(graph, node, count))}
        </h2>
        <Button look="quiet" size="small" icon="x" onClick={onEverybody}>
          Show all
        </Button>
      </div>
      {pages.error ? (
        <ProblemNote error={pages.error} onRetry={pages.retry} />
      ) : (
        <>
          <Table
            label="Counted here"
            columns={columnsOf(graph, subject)}
            rows={pages.items}
            rowKey={(row) => row.id}
            loading={pages.loading}
            onOpen={(row) => router.push(`/enrolments/${row.enrolmentId}`)}
            empty={
              <EmptyState
                icon="users"
                title={`${capital(noneOfSubject(subject))} is counted here.`}
                action={<Button onClick={onEverybody}>Show all</Button>}
              />
            }
          />
          <More onMore={pages.more} busy={pages.loadingMore} />
          {whole && number !== null && number > pages.items.length ? (
            <p className="pt-3 text-13 text-faint">
              The others are older than the data this store keeps. They are still counted.
            </p>
          ) : null}
        </>
      )}
    </>
  );
}

function nameOfStep(graph: Graph | undefined, id: string): string {
  const node = graph?.nodes.find((entry) => entry.id === id);
  return node?.name ?? (node ? (kinds[node.kind]?.title ?? node.kind) : 'a step that is gone');
}

function wayOf(graph: Graph | undefined, id: string, count: Counted): string | null {
  if (!count.startsWith('went:')) return null;
  const node = graph?.nodes.find((entry) => entry.id === id);
  const ports = node ? (kinds[node.kind]?.ports(node.config) ?? []) : [];
  return ports.length > 1
    ? (ports.find((port) => port.id === count.slice('went:'.length))?.label ?? null)
    : null;
}

function columnsOf(graph: Graph | undefined, subject: Subject): readonly Column<CountedView>[] {
  return [
    {
      id: 'person',
      header: capital(subjectNoun(subject)),
      cell: (row) => (
        <Link
          plain
          render={
            <NextLink href={`/enrolments/${row.enrolmentId}`} onClick={(event) => event.stopPropagation()} />
          }
          className="truncate font-medium"
        >
          {nameOf(row)}
        </Link>
      ),
    },
    {
      id: 'at',
      header: 'When',
      cell: (row) => (
        <span className="text-soft">
          <RelativeTime instant={row.at} />
          {row.visit > 1 ? `, the ${ordinal(row.visit)} time` : ''}
        </span>
      ),
    },
    { id: 'now', header: 'Now', cell: (row) => <Now row={row} graph={graph} /> },
    {
      id: 'message',
      header: <span className="sr-only">Message</span>,
      align: 'right',
      wide: true,
      cell: (row) =>
        row.messageId ? (
          <Link
            render={
              <NextLink href={`/messages/${row.messageId}`} onClick={(event) => event.stopPropagation()} />
            }
          >
            Message
          </Link>
        ) : null,
    },
  ];
}

function Now({ row, graph }: { row: CountedView; graph: Graph | undefined }) {
  const { tone, icon, words } = personPill({ state: row.state, heldSincePause: null });
  return (
    <span className="flex items-center gap-2">
      <Badge tone={tone} icon={icon}>
        {words}
      </Badge>
      <span className="truncate text-soft">
        {row.node === null ? endWords(row.endReason, eventLabel) : `at ${nameOfStep(graph, row.node)}`}
      </span>
    </span>
  );
}
