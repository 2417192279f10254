'use client';
import type { AuditView } from '@millrace/services/settings';
import { Button, EmptyState, Link, RelativeTime, Select, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { ExportButton } from '../../lists/export-button.tsx';
import { More } from '../../lists/more.tsx';
import { NotShown } from '../../lists/not-shown.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { Screen, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { ACTION_CHOICES, actorWords, subjectHref } from './audit-words.ts';

const ANY = 'any';

/** The audit log: all changes with who made them and when. Read only. */
export function AuditScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [action, setAction] = useQueryState('action', parseAsString);
  const question = action ? { action } : {};
  const log = usePages<AuditView>({
    key: trpc.settings.audit.queryKey(question),
    read: (cursor) => client.settings.audit.query({ ...question, ...(cursor ? { cursor } : {}) }),
  });
  return (
    <Screen
      title="Audit log"
      width="reading"
      sentence="All changes, with who made them and when. Entries cannot be changed or deleted."
      actions={<ExportButton list="audit" filters={question} />}
      tools={
        <Select
          aria-label="Kind of change"
          className="w-64"
          value={action ?? ANY}
          onValueChange={(next) => void setAction(next === ANY ? null : next)}
          options={[{ value: ANY, label: 'All changes' }, ...ACTION_CHOICES]}
        />
      }
    >
      {log.error ? (
        <ProblemNote error={log.error} onRetry={log.retry} />
      ) : (
        <div className={log.stale ? 'opacity-60' : ''}>
          <Table
            label="Changes"
            columns={COLUMNS}
            rows={log.items}
            rowKey={(row) => row.id}
            loading={log.loading}
            empty={
              <EmptyState
                icon="history"
                title={
                  action ? 'There was no change of this kind yet' : 'Changes appear here as they are made'
                }
                action={
                  action ? <Button onClick={() => void setAction(null)}>Show all changes</Button> : undefined
                }
              >
                {action
                  ? null
                  : 'A flow is published, a setting is changed, a customer is erased: each with who did it.'}
              </EmptyState>
            }
          />
          <More onMore={log.more} busy={log.loadingMore} words="Show earlier changes" />
        </div>
      )}
    </Screen>
  );
}

const COLUMNS: readonly Column<AuditView>[] = [
  {
    id: 'when',
    header: 'When',
    width: '8rem',
    cell: (row) => <RelativeTime instant={row.at} className="text-faint" />,
  },
  {
    id: 'who',
    header: 'Who',
    width: '11rem',
    cell: (row) => {
      const { name, kind } = actorWords(row);
      return (
        <>
          {name}
          {kind ? <span className="text-faint"> · {kind}</span> : null}
        </>
      );
    },
  },
  {
    id: 'what',
    header: 'What',
    cell: (row) => {
      const href = subjectHref(row.subjectType, row.subjectId);
      return (
        <>
          {href ? (
            <Link plain render={<NextLink href={href} prefetch={false} />}>
              {row.summary}
            </Link>
          ) : (
            row.summary
          )}{' '}
          <NotShown row={row} />
        </>
      );
    },
  },
];
