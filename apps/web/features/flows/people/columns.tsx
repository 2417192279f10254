'use client';
import { capital } from '@millrace/base/words';
import type { EnrolmentView } from '@millrace/services/enrolments';
import {
  Badge,
  IconButton,
  Link,
  Menu,
  RelativeTime,
  Tooltip,
  type Column,
  type MenuEntry,
} from '@millrace/ui';
import { eventLabel, subjectNoun, type Graph, type Subject } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import NextLink from 'next/link';
import { NotShown } from '../../lists/not-shown.tsx';
import { besideName, endWords, nameOf, personPill } from './person-words.ts';

export function personColumns(
  graph: Graph,
  subject: Subject,
  entriesFor: (row: EnrolmentView) => readonly (MenuEntry | null)[],
): readonly Column<EnrolmentView>[] {
  return [
    { id: 'person', header: capital(subjectNoun(subject)), cell: (row) => <Person row={row} /> },
    { id: 'state', header: 'State', cell: (row) => <State row={row} /> },
    { id: 'where', header: 'Where', wide: true, cell: (row) => <Where row={row} graph={graph} /> },
    {
      id: 'until',
      header: 'Goes on',
      align: 'right',
      wide: true,
      cell: (row) => <Until wakeAt={row.endedAt === null ? row.wakeAt : null} />,
    },
    {
      id: 'version',
      header: 'Version',
      align: 'right',
      wide: true,
      cell: (row) => <span className="text-soft">v{row.version}</span>,
    },
    {
      id: 'entered',
      header: 'Entered',
      align: 'right',
      wide: true,
      cell: (row) => (
        <span className="text-soft">
          <RelativeTime instant={row.enteredAt} />
        </span>
      ),
    },
    {
      id: 'more',
      header: <span className="sr-only">Actions</span>,
      width: '2.75rem',
      cell: (row) => <RowMenu row={row} entries={entriesFor(row)} />,
    },
  ];
}

function Person({ row }: { row: EnrolmentView }) {
  return (
    <span className="flex items-center gap-2">
      <Link
        plain
        render={<NextLink href={`/enrolments/${row.id}`} onClick={(event) => event.stopPropagation()} />}
        className="truncate font-medium"
      >
        {nameOf(row)}
      </Link>
      <NotShown row={row} />
      {row.heldOut ? (
        <Tooltip content="Holdout, to compare with: goes through the flow silently and gets no message from it">
          <span tabIndex={0} className="rounded-sm">
            <Badge icon="eye-off">Holdout</Badge>
          </span>
        </Tooltip>
      ) : null}
      {besideName(row) ? (
        <span className="truncate text-12 text-faint max-lg:hidden">{besideName(row)}</span>
      ) : null}
    </span>
  );
}

function State({ row }: { row: EnrolmentView }) {
  const { tone, icon, words } = personPill(row);
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  );
}

function Where({ row, graph }: { row: EnrolmentView; graph: Graph }) {
  if (row.node === null) return <span className="text-soft">{endWords(row.endReason, eventLabel)}</span>;
  const node = graph.nodes.find((entry) => entry.id === row.node);
  return (
    <>
      {node?.name ?? (node ? kinds[node.kind]?.title : undefined) ?? (
        <span className="text-faint">A step of an older version</span>
      )}
    </>
  );
}

/** A due timer fires within seconds. Until then a time in the past would look like a mistake. */
function Until({ wakeAt }: { wakeAt: number | null }) {
  if (wakeAt === null) return <span className="text-faint">–</span>;
  return wakeAt <= Date.now() ? <>Any moment</> : <RelativeTime instant={wakeAt} />;
}

function RowMenu({ row, entries }: { row: EnrolmentView; entries: readonly (MenuEntry | null)[] }) {
  return (
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Menu
        align="end"
        trigger={<IconButton icon="more" size="small" label={`What to do with ${nameOf(row)}`} />}
        entries={entries}
      />
    </span>
  );
}
