'use client';
import type { ConnectionView } from '@millrace/services/settings';
import { AlertDialog, Button, IconButton, Menu, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '../../shell/index.ts';

interface ConnectionActionsProps {
  readonly connection: ConnectionView;
  readonly hasProbe: boolean;
  readonly onEdit: () => void;
}

/** Actions for a connection: test, change, switch off, remove. */
export function ConnectionActions({ connection, hasProbe, onEdit }: ConnectionActionsProps) {
  const [removing, setRemoving] = useState(false);
  const router = useRouter();
  const { switchOff, remove, test, signIn } = useChanges();
  const off = connection.state === 'disabled';
  return (
    <>
      {connection.signIn ? (
        <Button
          look={connection.signIn === 'possible' ? 'primary' : 'secondary'}
          icon="key"
          busy={signIn.isPending}
          onClick={() => signIn.mutate({ id: connection.id })}
        >
          {connection.signIn === 'done' ? 'Sign in again' : `Sign in at ${connection.title}`}
        </Button>
      ) : null}
      {hasProbe ? (
        <Button icon="pulse" busy={test.isPending} onClick={() => test.mutate({ id: connection.id })}>
          Test
        </Button>
      ) : null}
      <Button icon="pencil" onClick={onEdit}>
        Change
      </Button>
      <Menu
        align="end"
        trigger={<IconButton icon="more" look="secondary" label={`More actions for ${connection.name}`} />}
        entries={[
          off
            ? {
                label: 'Switch on',
                icon: 'play',
                onSelect: () => switchOff.mutate({ id: connection.id, disabled: false }),
              }
            : {
                label: 'Switch off',
                icon: 'pause',
                help: 'Nothing is received or sent through it until it is switched on',
                onSelect: () => switchOff.mutate({ id: connection.id, disabled: true }),
              },
          null,
          { label: 'Remove', icon: 'trash', danger: true, onSelect: () => setRemoving(true) },
        ]}
      />
      <AlertDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${connection.name}?`}
        description={
          connection.intakeUrl
            ? 'Webhooks to its address are refused from then on, and its secrets are deleted. Data received through it stays.'
            : 'Messages go through another connection, or stay in the message log. Its secrets are deleted.'
        }
        confirm="Remove connection"
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate({ id: connection.id }, { onSuccess: () => router.push('/settings/connections') })
        }
      />
    </>
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
  const test = useMutation(
    trpc.settings.testConnection.mutationOptions({
      onSuccess: async ({ works, sentence }) => {
        if (works) toast.done(sentence);
        else toast.problem(sentence);
        await refresh();
      },
    }),
  );
  const signIn = useMutation(
    trpc.settings.beginSignIn.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }),
  );
  return { switchOff, remove, test, signIn };
}
