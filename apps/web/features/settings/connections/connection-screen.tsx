'use client';
import { Badge, Card, EmptyState, Skeleton, StatePill } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionFailure, ConnectionTimes } from './connection-health.tsx';
import { ConnectionHistory } from './connection-history.tsx';
import { ConnectionWebhooks } from './connection-webhooks.tsx';
import { connectionState } from './connection-words.ts';
import type { ConnectorView } from './connector-view.ts';
import { SetUpSteps } from './set-up-steps.tsx';

/** The page of a connection: state, remaining set-up steps, webhooks and history. */
export function ConnectionScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const connections = useQuery(trpc.settings.connections.queryOptions(undefined, { refetchInterval: 5_000 }));
  const connectors = useQuery(trpc.settings.connectors.queryOptions(undefined, { staleTime: Infinity }));
  const pulls = useQuery(trpc.settings.pulls.queryOptions(undefined, { refetchInterval: 3_000 }));
  const [editing, setEditing] = useState(false);
  const connection = connections.data?.find((one) => one.id === id);
  const connector = (connectors.data as readonly ConnectorView[] | undefined)?.find(
    (kind) => kind.id === connection?.connector,
  );
  const error = connections.error ?? connectors.error ?? pulls.error;
  const back = <NextLink href="/settings/connections">Connections</NextLink>;
  if (!connection)
    return (
      <Screen title="Connection" width="reading" back={back}>
        {error ? (
          <ProblemNote
            error={error}
            onRetry={() => void Promise.all([connections.refetch(), connectors.refetch()])}
          />
        ) : null}
        {connections.data ? (
          <EmptyState icon="plug" title="This connection does not exist">
            It may have been removed.
          </EmptyState>
        ) : error ? null : (
          <Skeleton className="h-40 w-full rounded-lg" />
        )}
      </Screen>
    );
  const state = connectionState(connection);
  const mine = (pulls.data ?? []).filter((pull) => pull.connectionId === id);
  return (
    <Screen
      title={connection.name}
      width="reading"
      back={back}
      sentence={connector?.summary}
      actions={
        may && connector ? (
          <ConnectionActions
            connection={connection}
            hasProbe={connector.hasProbe}
            onEdit={() => setEditing(true)}
          />
        ) : null
      }
    >
      <OnlyOwners may={may} />
      <div className="space-y-4">
        <Card>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <StatePill state={state.pill}>{state.words}</StatePill>
            {connection.demo ? <Badge tone="river">Demo</Badge> : null}
            <ConnectionTimes connection={connection} />
          </div>
          <ConnectionFailure connection={connection} />
        </Card>
        <ConnectionHistory connection={connection} pulls={mine} may={may} />
        {connector ? <ConnectionWebhooks connection={connection} connector={connector} may={may} /> : null}
        {connector && !connection.demo ? (
          <SetUpSteps title={connector.title} steps={connector.steps} connection={connection} />
        ) : null}
      </div>
      {editing && connector ? (
        <ConnectionDialog
          connector={connector}
          connection={connection}
          onClose={() => setEditing(false)}
          onSaved={() => setEditing(false)}
        />
      ) : null}
    </Screen>
  );
}
