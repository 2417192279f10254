'use client';
import { whoseTime } from '../names.ts';
import type { CustomerView, TimelineItem } from '@millrace/services/customers';
import { Button, classes, EmptyState, Skeleton } from '@millrace/ui';
import { parseAsArrayOf, parseAsStringLiteral, useQueryState } from 'nuqs';
import { More } from '../../lists/more.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useTRPC, useTRPCClient } from '../../shell/index.ts';
import { byDay } from './by-day.ts';
import { Entry } from './entry.tsx';
import { folded } from './fold.ts';
import { SORT_NAMES, SORTS, type SortOfItem } from './item-looks.ts';

export interface TimelineProps {
  readonly customer: CustomerView;
  /** The customer's zone, or the store's if theirs is not known. */
  readonly zone: string;
  readonly currency: string;
  readonly onMessage: (id: string) => void;
}

/** Everything that happened to one customer, newest first, grouped by day in their zone. */
export function Timeline({ customer, zone, currency, onMessage }: TimelineProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [only, setOnly] = useQueryState(
    'only',
    parseAsArrayOf(parseAsStringLiteral(SORT_NAMES)).withDefault([]),
  );
  const question = { id: customer.id, limit: 50, ...(only.length > 0 ? { only } : {}) };
  const story = usePages<TimelineItem>({
    key: trpc.customers.timeline.queryKey(question),
    read: (cursor) => client.customers.timeline.query({ ...question, ...(cursor ? { cursor } : {}) }),
    every: 5_000,
  });
  const days = byDay(
    folded(story.items).map((told) => ({ ...told, at: told.item.at })),
    zone,
    Date.now(),
  );
  const toggle = (sort: SortOfItem) =>
    void setOnly(only.includes(sort) ? only.filter((one) => one !== sort) : [...only, sort]);
  return (
    <section aria-label="What happened">
      <div role="group" aria-label="Show only" className="-mx-1 flex gap-1 overflow-x-auto px-1 pb-1">
        <Chip on={only.length === 0} onPress={() => void setOnly(null)} label="Everything" />
        {SORTS.map((sort) => (
          <Chip
            key={sort.value}
            on={only.includes(sort.value)}
            onPress={() => toggle(sort.value)}
            label={sort.label}
          />
        ))}
      </div>
      <p className="pt-2 text-12 text-faint">All times are {whoseTime(customer.zone, zone)}.</p>
      {story.error ? <ProblemNote error={story.error} onRetry={story.retry} className="mt-6" /> : null}
      {story.loading ? <Waiting /> : null}
      {!story.loading && !story.error && days.length === 0 ? (
        <Nothing filtered={only.length > 0} onAll={() => void setOnly(null)} />
      ) : null}
      <div className={classes('mt-2', story.stale && 'opacity-60')}>
        {days.map((day) => (
          <section key={day.key} aria-label={day.title}>
            <h3 className="sticky top-0 z-2 bg-surface pt-4 pb-2 text-12 font-semibold text-soft">
              {day.title}
            </h3>
            <ol>
              {day.items.map(({ item, steps }, place) => (
                <Entry
                  key={item.id}
                  item={item}
                  steps={steps}
                  showFlow={item.enrolmentId !== day.items[place - 1]?.item.enrolmentId}
                  zone={zone}
                  currency={currency}
                  onMessage={onMessage}
                />
              ))}
            </ol>
          </section>
        ))}
      </div>
      <More onMore={story.more} busy={story.loadingMore} />
    </section>
  );
}

function Chip({ on, label, onPress }: { on: boolean; label: string; onPress: () => void }) {
  return (
    <Button
      look="quiet"
      size="small"
      aria-pressed={on}
      onClick={onPress}
      className={on ? 'bg-river-tint text-river' : ''}
    >
      {label}
    </Button>
  );
}

function Waiting() {
  return (
    <div aria-busy className="mt-6 space-y-5">
      {[72, 56, 64, 40, 60].map((width, place) => (
        <div key={place} className="flex items-center gap-4">
          <Skeleton className="h-3 w-9" />
          <Skeleton className="size-5 rounded-full" />
          <span style={{ width: `${width}%` }}>
            <Skeleton className="h-3 w-full" />
          </span>
        </div>
      ))}
    </div>
  );
}

function Nothing({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  return (
    <EmptyState
      className="mt-6"
      icon="history"
      title={filtered ? 'Nothing of this kind has happened yet' : 'The timeline begins with the first event'}
      action={filtered ? <Button onClick={onAll}>Show everything</Button> : undefined}
    >
      {filtered
        ? null
        : 'Carts, orders, messages and decisions appear here as they happen, each with its reason.'}
    </EmptyState>
  );
}
