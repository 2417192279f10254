'use client';
import { plural } from '@millrace/base/words';
import type { ReorderView } from '@millrace/services/products';
import { Button, EmptyState, Input, Link, Select, Table } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { More } from '../lists/more.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { useSlow } from '../lists/use-slow.ts';
import { Screen, useTRPC, useTRPCClient } from '../shell/index.ts';
import { productColumns } from './columns.tsx';
import { ProductSheet } from './product-sheet.tsx';

const SHOWN = ['due'] as const;
const CHOICES = [
  { value: 'all', label: 'All products' },
  { value: 'due', label: 'To order now' },
];
const ASKED = { show: parseAsStringLiteral(SHOWN), search: parseAsString.withDefault('') };

/** What sells how fast, how long the stock lasts, and what to order: what is due first. */
export function ProductsScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [{ show, search }, ask] = useQueryStates(ASKED);
  const [open, setOpen] = useState<ReorderView | null>(null);
  const words = useSlow(search.trim());
  const question = { ...(show === null ? {} : { show }), ...(words === '' ? {} : { search: words }) };
  const list = usePages<ReorderView>({
    key: trpc.products.reorders.queryKey(question),
    read: (cursor) =>
      client.products.reorders.query({ ...question, limit: 50, ...(cursor ? { cursor } : {}) }),
  });
  const about = useQuery(trpc.products.reorders.queryOptions({ limit: 1 }));
  const { due = 0, withoutLeadTime = 0, policy } = about.data ?? {};
  return (
    <Screen
      title="Products"
      sentence={
        due > 0
          ? `${plural(due, 'product is', 'products are')} at the reorder point.`
          : 'How fast your products sell, how long the stock lasts, and what to order.'
      }
      actions={<Link render={<NextLink href="/settings/store#Suppliers" />}>Lead times and limits</Link>}
      tools={
        <div className="flex flex-wrap gap-2">
          <Input
            type="search"
            aria-label="Search products"
            placeholder="Product or vendor"
            value={search}
            onValueChange={(next) => void ask({ search: next === '' ? null : next })}
            className="w-56"
          />
          <Select
            aria-label="Which products"
            value={show ?? 'all'}
            onValueChange={(next) => void ask({ show: SHOWN.find((one) => one === next) ?? null })}
            options={CHOICES}
            className="w-44"
          />
        </div>
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.retry} />
      ) : (
        <>
          {withoutLeadTime > 0 ? (
            <p className="mb-3 max-w-180 text-13 text-pretty text-soft">
              The lead time of {plural(withoutLeadTime, 'product')} is not set, so nothing is said about when
              to order {withoutLeadTime === 1 ? 'it' : 'them'}.{' '}
              <Link render={<NextLink href="/settings/store#Suppliers" />}>Set lead times</Link>
            </p>
          ) : null}
          <Table
            label="Products"
            columns={productColumns}
            rows={list.items}
            rowKey={(row) => row.id}
            onOpen={(row) => (row.notShown === undefined ? setOpen(row) : undefined)}
            loading={list.loading}
            expected={8}
            empty={
              show !== null || words !== '' ? (
                <EmptyState
                  icon="box"
                  title={show === 'due' && words === '' ? 'Nothing to order now' : 'No product like this'}
                  action={<Button onClick={() => void ask({ show: null, search: null })}>Show all</Button>}
                />
              ) : (
                <EmptyState
                  icon="box"
                  title="No products yet"
                  action={<Link render={<NextLink href="/settings/connections" />}>Connect your shop</Link>}
                >
                  Products come in with your shop. After four weeks of orders, their demand is shown here.
                </EmptyState>
              )
            }
          />
          <More onMore={list.more} busy={list.loadingMore} />
        </>
      )}
      {open && policy ? <ProductSheet row={open} policy={policy} onClose={() => setOpen(null)} /> : null}
    </Screen>
  );
}
