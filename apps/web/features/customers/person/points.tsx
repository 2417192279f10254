'use client';
import { count, plural } from '@millrace/base/words';
import type { CustomerView } from '@millrace/services/customers';
import type { PointsEntry } from '@millrace/services/loyalty';
import { Badge, Button, classes, Menu, RelativeTime, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { usePages } from '../../lists/use-pages.ts';
import { useMay, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { PointsDialog } from './points-dialog.tsx';
import { TierDialog } from './tier-dialog.tsx';

/** A customer's loyalty points: how many, the tier, and what each change was for. */
export function Points({ customer }: { customer: CustomerView }) {
  const trpc = useTRPC();
  const may = useMay('customers:write') && customer.erasedAt === null;
  const [changing, setChanging] = useState<'points' | 'tier' | null>(null);
  const enabled = customer.erasedAt === null;
  const found = useQuery(trpc.customers.points.queryOptions({ id: customer.id, limit: 1 }, { enabled }));
  const client = useTRPCClient();
  const question = { id: customer.id, limit: 8 };
  const changes = usePages<PointsEntry>({
    key: trpc.customers.points.queryKey(question),
    read: (cursor) => client.customers.points.query({ ...question, ...(cursor ? { cursor } : {}) }),
    enabled,
  });
  if (!enabled) return null;
  const first = found.data;
  return (
    <section aria-label="Loyalty points">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="text-13 font-semibold">Loyalty points</h2>
        {first?.tier ? <Badge icon="star">{first.tier}</Badge> : null}
        {may ? (
          <Menu
            align="end"
            trigger={
              <Button
                look="quiet"
                size="small"
                icon="pencil"
                aria-label="Change loyalty points"
                className="-my-1 ml-auto px-1.5"
              />
            }
            entries={[
              { label: 'Give or take points', icon: 'star', onSelect: () => setChanging('points') },
              {
                label: 'Grant a tier',
                icon: 'tag',
                help: 'Whatever the points',
                onSelect: () => setChanging('tier'),
              },
            ]}
          />
        ) : null}
      </div>
      {found.error ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton className="h-10 w-full" /> : null}
      {first ? (
        <>
          <p className="text-13">
            <span className="tabular">{plural(first.balance, 'point')}</span>
            {first.nextTier ? (
              <span className="text-faint">
                , {count(first.nextTier.missing)} more to {first.nextTier.name}
              </span>
            ) : null}
          </p>
          {first.granted ? (
            <p className="text-12 text-faint">
              {first.granted.tier} was granted
              {first.granted.until === null ? (
                ', for good'
              ) : (
                <>
                  , ends <RelativeTime instant={first.granted.until} />
                </>
              )}
            </p>
          ) : null}
          {first.expiring ? (
            <p className="text-12 text-faint">
              {plural(first.expiring.points, 'point')} expire <RelativeTime instant={first.expiring.at} />
            </p>
          ) : null}
          {changes.loading ? null : changes.items.length === 0 ? (
            <p className="mt-1 text-12 text-faint">
              Nothing was given yet. Flows give points with the step “Change points”.
            </p>
          ) : (
            <ol aria-label="Changes of points" className="mt-2 space-y-1.5">
              {changes.items.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )}
          {changes.more ? (
            <Button
              look="quiet"
              size="small"
              className="mt-1 -ml-2"
              busy={changes.loadingMore}
              onClick={changes.more}
            >
              Show earlier
            </Button>
          ) : null}
        </>
      ) : null}
      {changing === 'points' && first ? (
        <PointsDialog id={customer.id} balance={first.balance} onClose={() => setChanging(null)} />
      ) : null}
      {changing === 'tier' && first ? (
        <TierDialog id={customer.id} granted={first.granted} onClose={() => setChanging(null)} />
      ) : null}
    </section>
  );
}

const BY: Readonly<Record<PointsEntry['by'], string>> = {
  flow: 'Flow',
  person: 'By hand',
  'api-key': 'API',
  expiry: 'Expired',
};

function Entry({ entry }: { entry: PointsEntry }) {
  const { points, reason, by, byName, at } = entry;
  return (
    <li className="flex gap-3 text-13">
      <span className={classes('w-14 shrink-0 text-right tabular', points < 0 ? 'text-faint' : 'text-ink')}>
        {points > 0 ? '+' : '−'}
        {count(Math.abs(points))}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block break-words">{reason || BY[by]}</span>
        <span className="block text-12 break-words text-faint">
          {by === 'expiry' ? '' : `${byName ?? BY[by]}, `}
          <RelativeTime instant={at} />
        </span>
      </span>
    </li>
  );
}
