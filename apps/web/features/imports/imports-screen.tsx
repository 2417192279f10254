'use client';
import { count } from '@millrace/base/words';
import type { ImportSummary } from '@millrace/services/imports';
import {
  Badge,
  Card,
  EmptyState,
  Field,
  Link,
  RadioGroup,
  RelativeTime,
  Table,
  type Column,
} from '@millrace/ui';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { More } from '../lists/more.tsx';
import { NotShown } from '../lists/not-shown.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { Screen, useTRPC, useTRPCClient } from '../shell/index.ts';
import { FileDrop } from './file-drop.tsx';
import { isBusy, KIND_CHOICES, KIND_WORDS, STATE_WORDS } from './import-words.ts';
import { useUpload } from './use-upload.ts';

/** Begins an import with a file, and lists the earlier ones. */
export function ImportsScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const [kind, setKind] = useState<ImportSummary['kind']>('customers');
  const upload = useUpload();
  const imports = usePages<ImportSummary>({
    key: trpc.imports.list.queryKey(),
    read: (cursor) => client.imports.list.query(cursor ? { cursor } : {}),
    every: 3_000,
  });
  const take = async (file: File) => {
    const id = await upload.begin(kind, file);
    if (id) router.push(`/customers/import/${id}`);
  };
  return (
    <Screen
      title="Import"
      width="reading"
      back={
        <Link plain render={<NextLink href="/customers" />}>
          Customers
        </Link>
      }
      sentence="Bring in a CSV file from another system. You see what it would change before anything is imported, and no flow starts because of it."
    >
      <div className="space-y-8">
        <Card>
          <div className="grid gap-6 md:grid-cols-[15rem_minmax(0,1fr)]">
            <Field label="What is in the file?" group>
              <RadioGroup
                aria-label="What is in the file?"
                value={kind}
                onValueChange={setKind}
                options={KIND_CHOICES}
              />
            </Field>
            <div className="min-w-0 space-y-3">
              <FileDrop share={upload.share} onFile={(file) => void take(file)} />
              {upload.problem ? (
                <p role="alert" className="text-13 text-broken">
                  {upload.problem.sentence} {upload.problem.next}
                </p>
              ) : null}
            </div>
          </div>
        </Card>
        {imports.error ? (
          <ProblemNote error={imports.error} onRetry={imports.retry} />
        ) : (
          <section aria-label="Earlier imports">
            <h2 className="mb-2 text-14 font-semibold">Earlier imports</h2>
            <Table
              label="Imports"
              columns={COLUMNS}
              rows={imports.items}
              rowKey={(row) => row.id}
              onOpen={(row) => router.push(`/customers/import/${row.id}`)}
              loading={imports.loading}
              expected={3}
              empty={
                <EmptyState icon="upload" title="Your imports appear here">
                  Each with what it changed, and the rows that could not be imported.
                </EmptyState>
              }
            />
            <More onMore={imports.more} busy={imports.loadingMore} words="Show earlier imports" />
          </section>
        )}
      </div>
    </Screen>
  );
}

const TONES: Partial<Record<ImportSummary['state'], 'good' | 'river' | 'waiting' | 'broken'>> = {
  done: 'good',
  checked: 'waiting',
  ready: 'waiting',
  stopped: 'waiting',
  failed: 'broken',
};

const COLUMNS: readonly Column<ImportSummary>[] = [
  {
    id: 'name',
    header: 'File',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Link
          plain
          className="truncate font-medium"
          render={
            <NextLink href={`/customers/import/${row.id}`} onClick={(event) => event.stopPropagation()} />
          }
        >
          {row.name}
        </Link>
        <NotShown row={row} />
      </span>
    ),
  },
  { id: 'kind', header: 'What', width: '7rem', wide: true, cell: (row) => KIND_WORDS[row.kind] },
  {
    id: 'state',
    header: 'State',
    width: '11rem',
    cell: (row) => (
      <Badge tone={isBusy(row) ? 'river' : (TONES[row.state] ?? 'plain')}>{STATE_WORDS[row.state]}</Badge>
    ),
  },
  {
    id: 'changed',
    header: 'Changed',
    align: 'right',
    width: '6rem',
    wide: true,
    cell: (row) =>
      row.state === 'done' || row.state === 'running' ? count(row.counts.new + row.counts.updated) : '–',
  },
  {
    id: 'refused',
    header: 'Refused',
    align: 'right',
    width: '6rem',
    wide: true,
    cell: (row) => count(row.counts.refused),
  },
  {
    id: 'when',
    header: 'When',
    align: 'right',
    width: '8rem',
    cell: (row) => <RelativeTime instant={row.createdAt} className="text-soft" />,
  },
];
