'use client';
import type { ReturnView } from '@millrace/services/returns';
import { Button, EmptyState, Link, Select, Table } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { More } from '../lists/more.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { Screen, useTRPC, useTRPCClient } from '../shell/index.ts';
import { returnColumns } from './columns.tsx';
import { ReturnSheet } from './return-sheet.tsx';

const SHOWN = ['without-flow'] as const;
const CHOICES = [
  { value: 'all', label: 'All returns' },
  { value: 'without-flow', label: 'Handled by no flow' },
];

/** Returns that customers asked for on the returns page, the newest first. */
export function ReturnsScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [show, setShow] = useQueryState('show', parseAsStringLiteral(SHOWN));
  const [open, setOpen] = useState<ReturnView | null>(null);
  const question = show === null ? {} : { show };
  const list = usePages<ReturnView>({
    key: trpc.returns.list.queryKey(question),
    read: (cursor) => client.returns.list.query({ ...question, limit: 50, ...(cursor ? { cursor } : {}) }),
  });
  const place = useQuery(trpc.returns.policy.queryOptions());
  return (
    <Screen
      title="Returns"
      sentence="What customers asked for on the returns page of your store, and how far each is."
      actions={<Link render={<NextLink href="/settings/returns" />}>Return policy</Link>}
      tools={
        <Select
          aria-label="Which returns"
          value={show ?? 'all'}
          onValueChange={(next) => void setShow(SHOWN.find((one) => one === next) ?? null)}
          options={CHOICES}
          className="w-52"
        />
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.retry} />
      ) : (
        <>
          <Table
            label="Returns"
            columns={returnColumns}
            rows={list.items}
            rowKey={(row) => row.id}
            onOpen={setOpen}
            loading={list.loading}
            expected={5}
            empty={
              show !== null ? (
                <EmptyState
                  icon="return"
                  title="Every return is handled by a flow"
                  action={<Button onClick={() => void setShow(null)}>Show all</Button>}
                />
              ) : (
                <EmptyState
                  icon="return"
                  title="No returns yet"
                  action={
                    <Link render={<NextLink href="/settings/returns" />}>
                      {place.data?.policy.on ? 'Look at the return policy' : 'Open the returns page'}
                    </Link>
                  }
                >
                  {place.data?.policy.on
                    ? 'The returns page is open. Link it in the footer of your shop, and what customers ask for is listed here.'
                    : 'Customers can ask for a return on a page in your brand. Your policy answers at once, and exceptions come to you.'}
                </EmptyState>
              )
            }
          />
          <More onMore={list.more} busy={list.loadingMore} />
        </>
      )}
      {open ? (
        <ReturnSheet
          row={list.items.find(({ id }) => id === open.id) ?? open}
          onClose={() => setOpen(null)}
          onMoved={(row) => {
            setOpen(row);
            list.retry();
          }}
        />
      ) : null}
    </Screen>
  );
}
