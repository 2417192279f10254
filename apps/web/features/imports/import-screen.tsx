'use client';
import type { ImportView } from '@millrace/services/imports';
import { Button, Link, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { ProblemNote } from '../lists/problem-note.tsx';
import { problemOf, Screen, useKeepAnswer, useTRPC } from '../shell/index.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { ConsentSettings } from './consent-settings.tsx';
import { isBusy, isOpen, KIND_WORDS, rowsRead } from './import-words.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { ReadSettings } from './read-settings.tsx';

type Settings = NonNullable<ImportView['settings']>;

/** One import: how its file is read, what it would change, and what it did. */
export function ImportScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const query = useQuery(
    trpc.imports.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 700 : false) },
    ),
  );
  const after = {
    // One after the other, so that the last response has every change.
    scope: { id: `import/${id}` },
    onSuccess: (next: ImportView) => keepAnswer(trpc.imports.get.queryKey({ id }), next),
    onError: (error: unknown) => {
      const problem = problemOf(error);
      toast.problem(problem.sentence, { description: problem.next, id: problem.code });
    },
  };
  const set = useMutation(trpc.imports.set.mutationOptions(after));
  const check = useMutation(trpc.imports.check.mutationOptions(after));
  const start = useMutation(trpc.imports.start.mutationOptions(after));
  const stop = useMutation(trpc.imports.stop.mutationOptions(after));
  const change = (settings: Partial<Settings>) => set.mutate({ id, settings: settings as never });
  const one = query.data;
  const back = (
    <Link plain render={<NextLink href="/customers/import" />}>
      Import
    </Link>
  );
  if (query.isError)
    return (
      <Screen title="Import" back={back}>
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      </Screen>
    );
  if (!one)
    return (
      <Screen title="Import" back={back}>
        <Skeleton className="h-40 w-full" />
      </Screen>
    );
  const settings = one.settings;
  const open = isOpen(one);
  return (
    <Screen
      title={one.name}
      back={back}
      sentence={sentenceOf(one)}
      actions={
        <>
          {isBusy(one) ? (
            <Button icon="stop" busy={stop.isPending} onClick={() => stop.mutate({ id })}>
              {one.state === 'checking' ? 'Stop checking' : 'Stop import'}
            </Button>
          ) : null}
          {one.state === 'ready' || one.state === 'failed' ? (
            <Button
              look="primary"
              icon="check"
              busy={check.isPending || set.isPending}
              disabled={one.problems.length > 0 || settings === null}
              onClick={() => check.mutate({ id })}
            >
              Check the file
            </Button>
          ) : null}
          {one.state === 'stopped' ? (
            <Button look="primary" icon="play" busy={start.isPending} onClick={() => start.mutate({ id })}>
              Go on importing
            </Button>
          ) : null}
          {one.state === 'checked' ? (
            <Button
              look="primary"
              icon="upload"
              busy={start.isPending || set.isPending}
              disabled={one.counts.new + one.counts.updated === 0}
              onClick={() => start.mutate({ id })}
            >
              Import {KIND_WORDS[one.kind].toLowerCase()}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="space-y-6">
        {isBusy(one) ? <ImportProgress one={one} /> : null}
        {one.problem ? (
          <p role="alert" className="text-13 text-pretty text-broken">
            {one.problem}
          </p>
        ) : null}
        {one.state === 'checked' || one.state === 'done' || one.state === 'stopped' ? (
          <ImportResult one={one} />
        ) : null}
        {open && settings ? (
          <>
            {one.problems.length > 0 ? <Problems problems={one.problems} /> : null}
            {one.kind === 'consent' ? <ConsentSettings settings={settings} onChange={change} /> : null}
            <ColumnMapping one={one} settings={settings} onChange={change} />
            <PreviewRows one={one} />
            <ReadSettings one={one} settings={settings} onChange={change} />
          </>
        ) : null}
      </div>
    </Screen>
  );
}

function sentenceOf(one: ImportView): string {
  if (one.state === 'uploading') return 'The upload was not completed. Choose the file again under Import.';
  if (one.state === 'ready') return 'Say what each column is, then check the file. Checking changes nothing.';
  if (one.state === 'checking') return `Counting what this file would change. ${rowsRead(one)}.`;
  if (one.state === 'checked') return 'Nothing is imported yet. Look at what would change, then import it.';
  if (one.state === 'running') return `You can leave this page; the import goes on. ${rowsRead(one)}.`;
  if (one.state === 'stopped') return 'Rows before this point are imported. Going on imports the rest.';
  return one.state === 'done' ? `${rowsRead(one)}.` : 'The import did not get to its end.';
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <ul
      aria-label="To settle before the check"
      className="space-y-1 rounded-lg border border-line bg-waiting-tint px-4 py-3 text-13"
    >
      {problems.map((problem) => (
        <li key={problem} className="text-pretty">
          {problem}
        </li>
      ))}
    </ul>
  );
}
