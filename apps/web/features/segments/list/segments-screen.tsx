'use client';
import { several, verb } from '@millrace/base/words';
import type { SegmentView } from '@millrace/services/segments';
import { Button, buttonLooks, EmptyState, Icon, Input, Table } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useCommands, useMay, useTRPC, useViewer } from '../../shell/index.ts';
import { every } from '../every.ts';
import { FirstSegments } from './first-segments.tsx';
import { NewListDialog } from './new-list-dialog.tsx';
import { segmentColumns } from './columns.tsx';

const NONE: readonly SegmentView[] = [];

/** The list of all saved segments. A store has at most 200, so they are searched in the browser. */
export function SegmentsScreen() {
  const trpc = useTRPC();
  const router = useRouter();
  const { workspace } = useViewer();
  const mayEdit = useMay('flows:write');
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''));
  const [making, setMaking] = useQueryState('new', parseAsStringLiteral(['list'] as const));
  const list = useQuery(
    trpc.segments.list.queryOptions(
      {},
      { refetchInterval: ({ state }) => every(state.data?.items.some(({ counting }) => counting)) },
    ),
  );
  useCommands(
    mayEdit
      ? [
          {
            id: 'new-segment',
            title: 'New segment',
            group: 'Segments',
            icon: 'plus',
            run: () => router.push('/segments/new'),
          },
          {
            id: 'new-list',
            title: 'New list',
            group: 'Segments',
            icon: 'list',
            run: () => void setMaking('list'),
          },
        ]
      : [],
  );
  const all = list.data?.items ?? NONE;
  const wanted = search.trim().toLowerCase();
  const rows = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const columns = useMemo(
    () => segmentColumns(workspace.currency, new Map(all.map(({ id, name }) => [id, name]))),
    [workspace.currency, all],
  );
  const none = list.isSuccess && all.length === 0;
  return (
    <Screen
      title="Segments"
      sentence={
        list.isSuccess && !none
          ? `${several(all.length, 'segment')} ${verb(all.length, 'is')} kept up to date. Use them in the conditions of your flows.`
          : 'People who have something in common, under a name you give.'
      }
      actions={
        mayEdit ? (
          <>
            <Button icon="list" onClick={() => void setMaking('list')}>
              New list
            </Button>
            <NextLink href="/segments/new" className={buttonLooks({ look: 'primary' })}>
              <Icon name="plus" size={14} />
              New segment
            </NextLink>
          </>
        ) : undefined
      }
      tools={
        none ? undefined : (
          <Input
            icon="search"
            type="search"
            aria-label="Search segments by name"
            placeholder="Search by name"
            value={search}
            onValueChange={(text) => void setSearch(text || null)}
            className="w-full sm:w-64"
          />
        )
      }
    >
      {making === 'list' && mayEdit ? <NewListDialog onClose={() => void setMaking(null)} /> : null}
      {list.isError && !list.data ? (
        <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Table
          label="Segments"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => router.push(`/segments/${row.id}`)}
          loading={list.isPending}
          expected={5}
          empty={
            none ? (
              <FirstSegments mayEdit={mayEdit} />
            ) : (
              <EmptyState
                icon="search"
                title={<>No segment is called “{search}”</>}
                action={<Button onClick={() => void setSearch(null)}>Show all segments</Button>}
              />
            )
          }
        />
      )}
    </Screen>
  );
}
