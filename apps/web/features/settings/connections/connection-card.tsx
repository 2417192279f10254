'use client';
import { AlertDialog, Badge, Button, Card, Icon, IconButton, Menu, RelativeTime, StatePill, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionView } from '@millrace/services';
import { NotShown } from '../../lists/not-shown.tsx';
import { CopyButton } from '../../lists/copy-button.tsx';
import { useTRPC } from '../../shell/index.ts';
import { connectionState } from './connection-words.ts';
import type { ConnectorView } from './connector-view.ts';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly connector: ConnectorView | null;
  readonly may: boolean;
  readonly onEdit: () => void;
  readonly onSteps: (() => void) | null;
}

/** One connection: whether it works, where its events are to be sent, and what went wrong last. */
export function ConnectionCard({ connection, connector, may, onEdit, onSteps }: ConnectionCardProps) {
  const [removing, setRemoving] = useState(false);
  const { switchOff, remove } = useChanges();
  const state = connectionState(connection);
  const off = connection.state === 'disabled';
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Icon name={connector?.icon ?? 'plug'} className="text-soft" />
        <h2 className="text-14 font-semibold">{connection.name}</h2>
        {connection.name === connection.title ? null : <span className="text-13 text-faint">{connection.title}</span>}
        {connection.demo ? <Badge tone="river">Demo</Badge> : null}
        <StatePill state={state.pill}>{state.words}</StatePill>
        <NotShown row={connection} />
        {may ? (
          <span className="ml-auto flex gap-1.5">
            <Button size="small" icon="pencil" onClick={onEdit}>
              Change
            </Button>
            <Menu
              align="end"
              trigger={<IconButton icon="more" size="small" look="secondary" label={`More about ${connection.name}`} />}
              entries={[
                off
                  ? { label: 'Switch on', icon: 'play', onSelect: () => switchOff.mutate({ id: connection.id, disabled: false }) }
                  : {
                      label: 'Switch off',
                      icon: 'pause',
                      help: 'Nothing comes in or goes out here until it is switched on',
                      onSelect: () => switchOff.mutate({ id: connection.id, disabled: true }),
                    },
                null,
                { label: 'Remove', icon: 'trash', danger: true, onSelect: () => setRemoving(true) },
              ]}
            />
          </span>
        ) : null}
      </div>
      {connection.intakeUrl ? (
        <div className="mt-3 flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 truncate font-mono text-12" title={connection.intakeUrl}>
            {connection.intakeUrl}
          </code>
          <CopyButton text={connection.intakeUrl} label="Copy the address for webhooks" />
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-soft">
        {connection.intakeUrl ? (
          <span>
            {connection.lastEventAt === null ? (
              'No event has come in yet'
            ) : (
              <>
                Last event <RelativeTime instant={connection.lastEventAt} />
              </>
            )}
          </span>
        ) : null}
        {connection.lastOkAt === null ? null : (
          <span>
            Worked <RelativeTime instant={connection.lastOkAt} />
          </span>
        )}
        <span>
          Connected <RelativeTime instant={connection.createdAt} />
        </span>
        {onSteps ? (
          <Button look="quiet" size="small" icon="book" onClick={onSteps} className="-my-1">
            How to set it up in Shopify
          </Button>
        ) : null}
      </div>
      {connection.failure && connection.failingSince !== null && !off ? (
        <div className="mt-2 flex gap-2 text-13">
          <Icon name="warning" size={14} className={`mt-0.5 shrink-0 ${connection.failure.mayPass ? 'text-waiting' : 'text-broken'}`} />
          <div className="min-w-0">
            <p className="text-pretty">
              It {connection.failure.words}. This began <RelativeTime instant={connection.failingSince} />. {connection.failure.next}
            </p>
            {connection.lastError ? (
              <p className="mt-0.5 text-pretty break-words text-faint">
                {connection.lastError}
                {connection.lastErrorAt ? (
                  <>
                    {' '}
                    · <RelativeTime instant={connection.lastErrorAt} />
                  </>
                ) : null}
              </p>
            ) : null}
          </div>
        </div>
      ) : null}
      <AlertDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${connection.name}?`}
        description={
          connection.intakeUrl
            ? 'Webhooks sent to its address are refused from then on, and its secrets are deleted. What came in through it stays.'
            : 'Messages go through another connection, or stay in the outbox. Its secrets are deleted.'
        }
        confirm="Remove it"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id: connection.id }, { onSuccess: () => setRemoving(false) })}
      />
    </Card>
  );
}

function useChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.settings.connections.queryFilter());
  const switchOff = useMutation(
    trpc.settings.updateConnection.mutationOptions({
      onSuccess: async (_saved, { disabled }) => {
        toast.done(disabled ? 'Switched off.' : 'Switched on.');
        await refresh();
      },
    }),
  );
  const remove = useMutation(
    trpc.settings.deleteConnection.mutationOptions({
      onSuccess: async () => {
        toast.done('Removed.');
        await refresh();
      },
    }),
  );
  return { switchOff, remove };
}
