'use client';
import type { CustomerView } from '@millrace/services/customers';
import {
  Badge,
  Button,
  EmptyState,
  Input,
  Kbd,
  Link,
  Money,
  RelativeTime,
  Table,
  type Column,
} from '@millrace/ui';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';
import { ExportButton } from '../../lists/export-button.tsx';
import { More } from '../../lists/more.tsx';
import { NotShown } from '../../lists/not-shown.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useSlow } from '../../lists/use-slow.ts';
import {
  Screen,
  useCommands,
  useMay,
  useShortcutHelp,
  useTRPC,
  useTRPCClient,
  useViewer,
} from '../../shell/index.ts';
import { ConsentPill } from '../consent-pill.tsx';
import { CONSENTS } from '../consent-words.ts';
import { personName } from '../names.ts';
import { asQuestion } from './as-question.ts';

/** All customers, last seen first. The search takes a name, e-mail address, phone number or store id. */
export function CustomersScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const { workspace, demo } = useViewer();
  const mayImport = useMay('customers:write');
  const [search, setSearch] = useQueryState(
    'search',
    parseAsString.withDefault('').withOptions({ throttleMs: 300 }),
  );
  const question = asQuestion(useSlow(search));
  const box = useRef<HTMLInputElement>(null);
  const people = usePages<CustomerView>({
    key: trpc.customers.list.queryKey(question),
    read: (cursor) => client.customers.list.query({ ...question, ...(cursor ? { cursor } : {}) }),
    every: 15_000,
  });
  useSlashFor(box);
  useCommands([
    {
      id: 'find-customer',
      title: 'Find a customer',
      group: 'Customers',
      icon: 'search',
      run: () => box.current?.focus(),
    },
    ...(mayImport
      ? [
          {
            id: 'import-customers',
            title: 'Import a CSV file',
            group: 'Customers',
            icon: 'upload',
            run: () => router.push('/customers/import'),
          },
        ]
      : []),
  ]);
  useShortcutHelp([{ keys: ['/'], what: 'Search customers', group: 'Customers' }]);
  return (
    <Screen
      title="Customers"
      sentence="All your customers, with everything that happened to them and why."
      actions={
        <>
          <ExportButton list="customers" filters={question} />
          {mayImport ? (
            <Button icon="upload" onClick={() => router.push('/customers/import')}>
              Import
            </Button>
          ) : null}
        </>
      }
      tools={
        <Input
          ref={box}
          type="search"
          icon="search"
          aria-label="Search customers"
          placeholder="Name, e-mail, phone or number in the store"
          value={search}
          onValueChange={(next) => void setSearch(next || null)}
          after={<Kbd>/</Kbd>}
          className="w-110 max-w-full"
        />
      }
    >
      {people.error ? (
        <ProblemNote error={people.error} onRetry={people.retry} />
      ) : (
        <div className={people.stale ? 'opacity-60 transition-opacity' : ''}>
          <Table
            label="Customers"
            columns={columnsIn(workspace.currency, demo)}
            rows={people.items}
            rowKey={(row) => row.id}
            onOpen={(row) => router.push(`/customers/${row.id}`)}
            loading={people.loading}
            expected={14}
            empty={<NobodyFound search={search} onClear={() => void setSearch(null)} />}
          />
          <More onMore={people.more} busy={people.loadingMore} words="Show more customers" />
        </div>
      )}
    </Screen>
  );
}

/** `/` focuses the search, unless another text field has the focus. */
function useSlashFor(box: { readonly current: HTMLInputElement | null }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        at.isContentEditable ||
        /^(input|textarea|select)$/i.test(at.tagName)
      )
        return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [box]);
}

/** The columns of the list. In a demo workspace, real customers have a badge. */
function columnsIn(currency: string, demo: boolean): readonly Column<CustomerView>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <Link
            plain
            className="truncate font-medium"
            render={<NextLink href={`/customers/${row.id}`} onClick={(event) => event.stopPropagation()} />}
          >
            {personName(row)}
          </Link>
          {demo && !row.demo ? <Badge tone="river">Real person</Badge> : null}
          <NotShown row={row} />
        </span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      wide: true,
      cell: (row) => <span className="text-soft">{row.email ?? row.phone ?? '–'}</span>,
    },
    ...CONSENTS.map((channel): Column<CustomerView> => ({
      id: `consent-${channel.id}`,
      header: `May be ${channel.reached}`,
      wide: true,
      width: '9rem',
      cell: (row) => <ConsentPill state={row.consent[channel.id]?.state} />,
    })),
    { id: 'orders', header: 'Orders', align: 'right', width: '5rem', cell: (row) => row.ordersCount },
    {
      id: 'spent',
      header: 'Spent',
      align: 'right',
      width: '7rem',
      cell: (row) => <Money amount={row.totalSpent} currency={currency} />,
    },
    {
      id: 'seen',
      header: 'Last seen',
      align: 'right',
      width: '9rem',
      wide: true,
      cell: (row) =>
        row.lastSeenAt === null ? (
          <span className="text-faint">Never</span>
        ) : (
          <RelativeTime instant={row.lastSeenAt} className="text-soft" />
        ),
    },
  ];
}

function NobodyFound({ search, onClear }: { search: string; onClear: () => void }) {
  if (search === '')
    return (
      <EmptyState
        icon="users"
        title="Your customers appear here"
        action={<Link render={<NextLink href="/settings/connections" />}>Connect your store</Link>}
      >
        They come in with their carts, orders and consents once a store is connected, through the API, or from
        a CSV file.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="search"
      title={<>Nobody is known as “{search}”</>}
      action={<Link render={<button type="button" onClick={onClear} />}>Show all</Link>}
    >
      Names and e-mail addresses are found by how they begin; phone numbers and numbers in the store have to
      be complete.
    </EmptyState>
  );
}
