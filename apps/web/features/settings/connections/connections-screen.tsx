'use client';
import { EmptyState, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectorCatalogue } from './connector-catalogue.tsx';
import type { ConnectorView } from './connector-view.ts';

/** The connected systems, and the catalogue of those that can be connected. */
export function ConnectionsScreen() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const router = useRouter();
  const connections = useQuery(
    trpc.settings.connections.queryOptions(undefined, { refetchInterval: 10_000 }),
  );
  const connectors = useQuery(trpc.settings.connectors.queryOptions(undefined, { staleTime: Infinity }));
  const pulls = useQuery(trpc.settings.pulls.queryOptions(undefined, { refetchInterval: 10_000 }));
  /** Filters the catalogue by capability. A step whose capability no connection has links here with it. */
  const [can, setCan] = useQueryState('can', parseAsString);
  const [asked, setAsked] = useState<ConnectorView | null>(null);
  const kinds = connectors.data as readonly ConnectorView[] | undefined;
  const error = connections.error ?? connectors.error;
  return (
    <Screen
      title="Connections"
      width="reading"
      sentence="Where carts, orders and customers come from, and who delivers your messages."
    >
      <OnlyOwners may={may} />
      {error ? (
        <ProblemNote
          error={error}
          onRetry={() => void Promise.all([connections.refetch(), connectors.refetch()])}
        />
      ) : null}
      {!connections.data && !error ? <Skeleton className="h-40 w-full rounded-lg" /> : null}
      {connections.data?.length === 0 ? (
        <EmptyState icon="plug" title="Nothing is connected yet" className="mb-8">
          Begin with your store: once its carts and orders come in, flows have something to go by.
        </EmptyState>
      ) : null}
      <div className="space-y-3">
        {connections.data?.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            connector={kinds?.find((kind) => kind.id === connection.connector) ?? null}
            pulls={(pulls.data ?? []).filter((pull) => pull.connectionId === connection.id)}
          />
        ))}
      </div>
      {kinds ? (
        <ConnectorCatalogue
          kinds={kinds}
          may={may}
          can={can}
          onShowAll={() => void setCan(null)}
          onConnect={setAsked}
        />
      ) : null}
      {asked ? (
        <ConnectionDialog
          connector={asked}
          connection={null}
          onClose={() => setAsked(null)}
          onSaved={(saved) => router.push(`/settings/connections/${saved.id}`)}
        />
      ) : null}
    </Screen>
  );
}
