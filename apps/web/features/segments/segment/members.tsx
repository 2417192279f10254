'use client';
import type { UsedSegment } from '@millrace/services/segments';
import { Button, EmptyState, IconButton, Link, RelativeTime, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { personName } from '../../customers/names.ts';
import { ExportButton } from '../../lists/export-button.tsx';
import { More } from '../../lists/more.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useMay, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { every } from '../every.ts';
import { AddPeopleDialog } from './add-people-dialog.tsx';
import { useListChange } from './use-list-change.ts';

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
  const isList = segment.condition === null;
  const mayChange = useMay('customers:write') && isList;
  const [adding, setAdding] = useState(false);
  const { takeOff, leaving } = useListChange(segment);
  const columns = useMemo(
    () => (mayChange ? [...COLUMNS, leaveColumn(takeOff, leaving)] : COLUMNS),
    [mayChange, takeOff, leaving],
  );
  const question = { id: segment.id };
  const members = usePages<Member>({
    key: trpc.segments.members.queryKey(question),
    read: (cursor) =>
      client.segments.members.query({ ...question, limit: 25, ...(cursor ? { cursor } : {}) }),
    every: every(segment.counting),
  });
  return (
    <section aria-label="People" className="mt-10">
      <div className="mb-2 flex items-center gap-3">
        <h2 className="flex-1 text-16 font-semibold">People</h2>
        {members.items.length > 0 ? <ExportButton list="segment-people" filters={question} /> : null}
        {mayChange && members.items.length > 0 ? (
          <Button icon="plus" onClick={() => setAdding(true)}>
            Add people
          </Button>
        ) : null}
      </div>
      {adding ? <AddPeopleDialog list={segment} onClose={() => setAdding(false)} /> : null}
      {members.error ? (
        <ProblemNote error={members.error} onRetry={members.retry} />
      ) : (
        <>
          <Table
            label={isList ? 'People on this list' : 'People in this segment'}
            columns={columns}
            rows={members.items}
            rowKey={(row) => row.id}
            onOpen={(row) => router.push(`/customers/${row.id}`)}
            loading={members.loading}
            expected={5}
            empty={
              isList ? (
                <EmptyState
                  icon="users"
                  title="Nobody is on this list yet"
                  action={
                    mayChange ? (
                      <Button icon="plus" onClick={() => setAdding(true)}>
                        Add people
                      </Button>
                    ) : undefined
                  }
                >
                  Add them here by e-mail address, by the step “List” of a flow, with a file in Imports, or by
                  the API.
                </EmptyState>
              ) : (
                <EmptyState
                  icon="users"
                  title={segment.counting ? 'Everybody is being checked' : 'Nobody is in it now'}
                >
                  {segment.counting
                    ? 'People appear here as they are found.'
                    : 'People appear here as soon as the condition holds for them.'}
                </EmptyState>
              )
            }
          />
          <More onMore={members.more} busy={members.loadingMore} words="Show more people" />
        </>
      )}
    </section>
  );
}

/** A button in each row that takes the person off the list. */
const leaveColumn = (takeOff: (person: Member) => void, leaving: string | null): Column<Member> => ({
  id: 'leave',
  header: <span className="sr-only">Take off</span>,
  align: 'right',
  width: '3.5rem',
  cell: (row) => (
    <IconButton
      icon="x"
      label={`Take ${personName(row)} off this list`}
      disabled={leaving === row.id}
      onClick={(event) => {
        event.stopPropagation();
        takeOff(row);
      }}
    />
  ),
});

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
