'use client';
import type { UsedSegment } from '@millrace/services/segments';
import { EmptyState, Link, RelativeTime, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { personName } from '../../customers/names.ts';
import { More } from '../../lists/more.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useTRPC, useTRPCClient } from '../../shell/index.ts';
import { every } from '../every.ts';

interface Member {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly since: number;
}

/** Who is in a segment now, those who joined last first. */
export function Members({ segment }: { segment: UsedSegment }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const question = { id: segment.id };
  const members = usePages<Member>({
    key: trpc.segments.members.queryKey(question),
    read: (cursor) =>
      client.segments.members.query({ ...question, limit: 25, ...(cursor ? { cursor } : {}) }),
    every: every(segment.counting),
  });
  return (
    <section aria-label="People" className="mt-10">
      <h2 className="mb-2 text-16 font-semibold">People</h2>
      {members.error ? (
        <ProblemNote error={members.error} onRetry={members.retry} />
      ) : (
        <>
          <Table
            label="People in this segment"
            columns={COLUMNS}
            rows={members.items}
            rowKey={(row) => row.id}
            onOpen={(row) => router.push(`/customers/${row.id}`)}
            loading={members.loading}
            expected={5}
            empty={
              <EmptyState
                icon="users"
                title={segment.counting ? 'Everybody is being checked' : 'Nobody is in it now'}
              >
                {segment.counting
                  ? 'People appear here as they are found.'
                  : 'People appear here as soon as the condition holds for them.'}
              </EmptyState>
            }
          />
          <More onMore={members.more} busy={members.loadingMore} words="Show more people" />
        </>
      )}
    </section>
  );
}

const COLUMNS: readonly Column<Member>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (row) => (
      <Link
        plain
        className="font-medium"
        render={<NextLink href={`/customers/${row.id}`} onClick={(event) => event.stopPropagation()} />}
      >
        {personName(row)}
      </Link>
    ),
  },
  {
    id: 'email',
    header: 'E-mail',
    wide: true,
    cell: (row) => <span className="text-soft">{row.email ?? row.phone ?? '–'}</span>,
  },
  {
    id: 'since',
    header: 'Joined',
    align: 'right',
    width: '9rem',
    cell: (row) => <RelativeTime instant={row.since} className="text-soft" />,
  },
];
