'use client';
import { inflected, plural } from '@millrace/base/words';
import type { WorkView } from '@millrace/services/work';
import { Button, classes, Icon, Link } from '@millrace/ui';
import NextLink from 'next/link';
import { useParams, useSearchParams } from 'next/navigation';
import { parseAsBoolean, useQueryState, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ExportButton } from '../lists/export-button.tsx';
import { More } from '../lists/more.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { usePages } from '../lists/use-pages.ts';
import { useSlow } from '../lists/use-slow.ts';
import { Screen, useTRPC, useTRPCClient } from '../shell/index.ts';
import { AnswerDialog, type Answering, type ChangedTexts } from './answer-dialog.tsx';
import { FILTERS, isNarrowed, questionOf } from './filters.ts';
import { BulkBar } from './list/bulk-bar.tsx';
import { NothingHere } from './list/nothing-here.tsx';
import { useWorkKeys } from './list/use-work-keys.ts';
import { WaitingRows, WorkList } from './list/work-list.tsx';
import { WorkTools } from './list/work-tools.tsx';
import { MailDialog } from './mail-dialog.tsx';
import { WorkSheet } from './sheet/work-sheet.tsx';
import { useWorkCounts } from './use-counts.ts';

/** Milliseconds between looks for new work. */
const EVERY = 10_000;

/** What flows ask of people: the list on the left and one piece on the right; on a phone one at a time. */
export function WorkScreen() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { id } = useParams<{ id?: string }>();
  const address = useSearchParams().toString();
  const suffix = address === '' ? '' : `?${address}`;
  const [filters, setFilters] = useQueryStates(FILTERS);
  const [mail, setMail] = useQueryState('mail', parseAsBoolean.withDefault(false));
  const search = useSlow(filters.search);
  const question = questionOf({ ...filters, search });
  const work = usePages<WorkView>({
    key: trpc.work.list.queryKey(question),
    read: (cursor) => client.work.list.query({ ...question, ...(cursor ? { cursor } : {}) }),
    every: EVERY,
  });
  const counts = useWorkCounts(EVERY);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [texts, setTexts] = useState<ChangedTexts>({});
  const [answering, setAnswering] = useState<Answering | null>(null);
  const { items } = work;
  const shown = id ?? items[0]?.id ?? null;
  const selected = items.filter((item) => chosen.has(item.id) && item.mayAnswer);
  const toggle = (item: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(item)) after.add(item);
      return after;
    });
  useWorkKeys({
    items,
    shown,
    suffix,
    isBusy: answering !== null || mail,
    onSelect: toggle,
    onAnswer: (answer, item) =>
      setAnswering({ answer, items: selected.length > 0 ? selected : [item], byKey: true }),
  });
  const nothing = !work.loading && !work.error && items.length === 0;
  return (
    <Screen
      title="Work"
      sentence={counts ? sentenceOf(counts) : 'What your flows ask people to decide or do.'}
      actions={
        <>
          <ExportButton list="work" filters={{ ...question, overdue: question.overdue ? 'true' : null }} />
          <Button look="quiet" icon="envelope" onClick={() => void setMail(true)}>
            E-mails to you
          </Button>
        </>
      }
      tools={
        <div className={classes('w-full space-y-3', id && 'max-lg:hidden')}>
          <WorkTools
            filters={filters}
            counts={counts}
            onChange={(change) => {
              setChosen(new Set());
              void setFilters(change);
            }}
          />
          <BulkBar items={selected} onAnswer={setAnswering} onClear={() => setChosen(new Set())} />
        </div>
      }
    >
      {work.error ? <ProblemNote error={work.error} onRetry={work.retry} /> : null}
      {nothing && !id ? (
        <NothingHere
          filters={filters}
          narrowed={isNarrowed(filters)}
          others={(counts?.open ?? 0) - (counts?.mine ?? 0)}
          onChange={(change) => void setFilters(change)}
        />
      ) : (
        <div className="grid gap-8 lg:grid-cols-[24rem_minmax(0,1fr)] xl:grid-cols-[28rem_minmax(0,1fr)]">
          <div className={classes('min-w-0', id && 'max-lg:hidden', work.stale && 'opacity-60')}>
            {work.loading ? (
              <WaitingRows />
            ) : nothing ? (
              <p className="px-3 py-4 text-13 text-faint">Nothing else is in this list.</p>
            ) : (
              <WorkList items={items} shown={shown} suffix={suffix} chosen={chosen} onSelect={toggle} />
            )}
            <More onMore={work.more} busy={work.loadingMore} words="Show more" />
          </div>
          {shown ? (
            <section aria-label="Open work" className={classes('min-w-0', !id && 'max-lg:hidden')}>
              <Link
                plain
                className="mb-4 inline-flex items-center gap-1 text-13 text-soft lg:hidden"
                render={<NextLink href={`/work${suffix}`} />}
              >
                <Icon name="chevron-left" size={14} />
                All work
              </Link>
              <div className="lg:sticky lg:top-5 lg:max-h-[calc(100dvh-2.5rem)] lg:overflow-y-auto lg:px-1 lg:pb-4">
                <WorkSheet
                  id={shown}
                  texts={texts[shown] ?? {}}
                  onTexts={(changed) => setTexts((before) => ({ ...before, [shown]: changed }))}
                />
              </div>
            </section>
          ) : null}
        </div>
      )}
      {mail ? <MailDialog onClose={() => void setMail(null)} /> : null}
      {answering ? (
        <AnswerDialog
          {...answering}
          texts={texts}
          onClose={() => setAnswering(null)}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
    </Screen>
  );
}

function sentenceOf({ mine, overdue, open }: { mine: number; overdue: number; open: number }): string {
  if (open === 0) return 'Nothing is open.';
  if (mine === 0) return `Nothing waits for you. ${plural(open, 'thing')} ${waits(open)} for others.`;
  const late =
    overdue === 0 ? '' : ` ${plural(overdue, 'deadline')} ${inflected(overdue, 'has', 'have')} passed.`;
  return `${plural(mine, 'thing')} ${waits(mine)} for you.${late}`;
}

const waits = (count: number): string => inflected(count, 'waits', 'wait');
