'use client';
import type { HomeView } from '@millrace/services/home';
import { EmptyState, Icon, Link, Money, RelativeTime, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from './part.tsx';
import { afterName, iconOfEvent } from './today.ts';

/** Customers' events as they happen. */
export function Stream({ home }: { home: HomeView | undefined }) {
  return (
    <Part
      id="stream"
      title="Happening now"
      aside={
        home ? (
          <span className="flex items-center gap-1.5 text-12 text-faint">
            <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-good" />
            Live
          </span>
        ) : undefined
      }
    >
      {!home ? (
        <div className="flex flex-col gap-3 py-1">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} className="h-4 w-4/5" />
          ))}
        </div>
      ) : null}
      {home?.stream.length === 0 ? (
        <EmptyState icon="pulse" title="What customers do in your store appears here">
          {home.demo
            ? 'The demo shop opens a few seconds after the first start.'
            : 'Connect your store to see carts, orders, opens and clicks as they happen.'}
        </EmptyState>
      ) : null}
      <ol className="flex flex-col">
        {home?.stream.map((item) => (
          <Happening key={item.id} item={item} home={home} />
        ))}
      </ol>
    </Part>
  );
}

function Happening({ item, home }: { item: HomeView['stream'][number]; home: HomeView }) {
  const name = item.name ?? 'Unknown visitor';
  return (
    <li className="flex min-h-8 items-center gap-2.5 border-b border-line/50 py-1 text-13 last:border-0">
      <Icon
        name={iconOfEvent(item.type)}
        size={14}
        className={
          item.type === 'order-placed'
            ? 'text-good'
            : item.type === 'customer-unsubscribed'
              ? 'text-broken'
              : 'text-faint'
        }
      />
      <span className="min-w-0 flex-1 truncate">
        {item.customerId ? (
          <Link plain render={<NextLink href={`/customers/${item.customerId}`} />} className="font-medium">
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}{' '}
        <span className="text-soft">{afterName(item.title)}</span>
      </span>
      {item.value !== null && item.value > 0 ? (
        <Money amount={item.value} currency={home.currency} className="tabular" />
      ) : null}
      <span className="w-24 shrink-0 text-right text-12 whitespace-nowrap text-faint">
        <RelativeTime instant={item.at} zone={home.zone} whose="shop time" />
      </span>
    </li>
  );
}
