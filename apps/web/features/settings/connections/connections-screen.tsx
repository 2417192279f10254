'use client';
import { Button, Card, EmptyState, Icon, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '@millrace/services';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { abilityWords } from './connection-words.ts';
import type { ConnectorView } from './connector-view.ts';
import { ShopifySteps } from './shopify-steps.tsx';

/** The systems that are connected, and those that can be. */
export function ConnectionsScreen() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const connections = useQuery(trpc.settings.connections.queryOptions(undefined, { refetchInterval: 10_000 }));
  const connectors = useQuery(trpc.settings.connectors.queryOptions(undefined, { staleTime: Infinity }));
  const [asked, setAsked] = useState<{ connector: ConnectorView; connection: ConnectionView | null } | null>(null);
  const [steps, setSteps] = useState<ConnectionView | null>(null);
  const kinds = connectors.data as readonly ConnectorView[] | undefined;
  const error = connections.error ?? connectors.error;
  return (
    <Screen title="Connections" width="reading" sentence="Where carts, orders and people come from, and who carries your messages out.">
      <OnlyOwners may={may} />
      {error ? <ProblemNote error={error} onRetry={() => void Promise.all([connections.refetch(), connectors.refetch()])} /> : null}
      {!connections.data && !error ? <Skeleton className="h-40 w-full rounded-lg" /> : null}
      {connections.data?.length === 0 ? (
        <EmptyState icon="plug" title="Nothing is connected yet" className="mb-8">
          Begin with your store: once its carts and orders come in, flows have something to go by.
        </EmptyState>
      ) : null}
      <div className="space-y-3">
        {connections.data?.map((connection) => {
          const connector = kinds?.find((kind) => kind.id === connection.connector);
          return (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              connector={connector ?? null}
              may={may}
              onEdit={() => (connector ? setAsked({ connector, connection }) : undefined)}
              onSteps={connection.connector === 'shopify' && !connection.demo ? () => setSteps(connection) : null}
            />
          );
        })}
      </div>
      {kinds ? (
        <section aria-label="Connect" className="mt-10">
          <h2 className="mb-3 text-14 font-semibold">Connect another system</h2>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {kinds.map((kind) => (
              <ConnectorCard key={kind.id} kind={kind} may={may} onConnect={() => setAsked({ connector: kind, connection: null })} />
            ))}
          </div>
        </section>
      ) : null}
      {asked ? (
        <ConnectionDialog
          connector={asked.connector}
          connection={asked.connection}
          onClose={() => setAsked(null)}
          onSaved={(saved) => {
            setAsked(null);
            if (!asked.connection && saved.connector === 'shopify') setSteps(saved);
          }}
        />
      ) : null}
      {steps ? <ShopifySteps connection={steps} onClose={() => setSteps(null)} /> : null}
    </Screen>
  );
}

function ConnectorCard({ kind, may, onConnect }: { kind: ConnectorView; may: boolean; onConnect: () => void }) {
  return (
    <Card className="flex flex-col [&>div]:flex [&>div]:flex-1 [&>div]:flex-col">
      <div className="flex items-center gap-2.5">
        <Icon name={kind.icon} className="text-soft" />
        <h3 className="text-14 font-semibold">{kind.title}</h3>
      </div>
      <p className="mt-2 text-13 text-pretty text-soft">{kind.summary}</p>
      <ul className="mt-2 mb-4 space-y-1 text-12 text-faint">
        {kind.capabilities.map((capability) => (
          <li key={capability} className="flex items-center gap-1.5">
            <Icon name={abilityWords(capability).icon} size={12} />
            {abilityWords(capability).words}
          </li>
        ))}
      </ul>
      <Button className="mt-auto w-fit" icon="plus" disabled={!may} aria-label={`Connect ${kind.title}`} onClick={onConnect}>
        Connect
      </Button>
    </Card>
  );
}
