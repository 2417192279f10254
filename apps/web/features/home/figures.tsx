'use client';
import type { HomeView } from '@millrace/services/home';
import { Money, Stat } from '@millrace/ui';
import { number } from '../flows/words.ts';
import { keptBack } from './today.ts';

/** The numbers of the last 24 hours. */
export function Figures({ home }: { home: HomeView | undefined }) {
  const loading = home === undefined;
  const today = home?.today;
  return (
    <div
      role="group"
      aria-label="The last 24 hours"
      className="grid grid-cols-2 gap-y-4 sm:grid-cols-3 xl:grid-cols-5 *:border-l *:border-line *:pl-4"
    >
      <Stat label="Abandoned carts" value={number(today?.abandoned ?? 0)} loading={loading} />
      <Stat label="Entered a flow" value={number(today?.entered ?? 0)} loading={loading} />
      <Stat
        label="Messages sent"
        value={number(today?.sent ?? 0)}
        note={today ? keptBack(today) : null}
        loading={loading}
      />
      <Stat label="Orders" value={number(today?.orders ?? 0)} note="of the whole store" loading={loading} />
      <Stat
        label="Revenue"
        value={home ? <Money amount={home.today.revenue} currency={home.currency} round /> : null}
        note="of the whole store"
        loading={loading}
      />
    </div>
  );
}
