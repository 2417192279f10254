'use client';
import type { PullView } from '@millrace/services/pulls';
import type { ConnectionView } from '@millrace/services/settings';
import { Badge, Card, Icon, StatePill } from '@millrace/ui';
import NextLink from 'next/link';
import { NotShown } from '../../lists/not-shown.tsx';
import { ConnectionFailure, ConnectionTimes } from './connection-health.tsx';
import { connectionState } from './connection-words.ts';
import type { ConnectorView } from './connector-view.ts';
import { historyWords } from './history-words.ts';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly connector: ConnectorView | null;
  readonly pulls: readonly PullView[];
}

/** One connection in the list: its state and the progress of its history. Its page has the rest. */
export function ConnectionCard({ connection, connector, pulls }: ConnectionCardProps) {
  const state = connectionState(connection);
  const history = historyWords(pulls);
  return (
    <Card className="relative transition-colors hover:border-control">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Icon name={connector?.icon ?? 'plug'} className="text-soft" />
        <h2 className="text-14 font-semibold">
          <NextLink
            href={`/settings/connections/${connection.id}`}
            className="after:absolute after:inset-0 after:rounded-lg"
          >
            {connection.name}
          </NextLink>
        </h2>
        {connection.name === connection.title ? null : (
          <span className="text-13 text-faint">{connection.title}</span>
        )}
        {connection.demo ? <Badge tone="river">Demo</Badge> : null}
        <StatePill state={state.pill}>{state.words}</StatePill>
        <NotShown row={connection} />
        <Icon name="chevron-right" size={14} className="ml-auto text-faint" />
      </div>
      <div className="mt-3">
        <ConnectionTimes connection={connection} />
      </div>
      {history ? <p className="mt-1 text-13 text-soft">{history}</p> : null}
      <ConnectionFailure connection={connection} />
    </Card>
  );
}
