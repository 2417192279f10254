'use client';
import type { ApiKeyView } from '@millrace/services/settings';
import {
  AlertDialog,
  Badge,
  Button,
  EmptyState,
  RelativeTime,
  Table,
  toast,
  type Column,
} from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { ShownOnce } from './shown-once.tsx';
import { scopeWords } from './scopes.ts';

/** The API keys of other systems. */
export function KeysScreen() {
  const trpc = useTRPC();
  const may = useMay('keys:write');
  const keys = useQuery(trpc.settings.keys.queryOptions());
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const make = (
    <Button look="primary" icon="key" onClick={() => setMaking(true)}>
      Create key
    </Button>
  );
  return (
    <Screen
      title="API keys"
      width="reading"
      sentence="Give each system its own key, so that you can revoke each one separately."
      actions={may && keys.data?.length ? make : undefined}
    >
      <OnlyOwners may={may} what="Owners create and revoke keys." />
      {keys.error ? (
        <ProblemNote error={keys.error} onRetry={() => void keys.refetch()} />
      ) : (
        <Table
          label="API keys"
          columns={columns(may ? setRevoking : null)}
          rows={keys.data ?? []}
          rowKey={(row) => row.id}
          loading={keys.isPending}
          expected={3}
          empty={
            <EmptyState icon="key" title="No system has a key yet" action={may ? make : undefined}>
              With a key, your systems can send events, read customers, or do whatever else you allow.
            </EmptyState>
          }
        />
      )}
      {making ? <KeyDialog onClose={() => setMaking(false)} onMade={setMade} /> : null}
      {made ? <ShownOnce made={made} onClose={() => setMade(null)} /> : null}
      {revoking ? <Revoke apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </Screen>
  );
}

function columns(onRevoke: ((key: ApiKeyView) => void) | null): readonly Column<ApiKeyView>[] {
  const over = (key: ApiKeyView) =>
    key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt < Date.now());
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => (
        <span className={over(row) ? 'text-faint' : 'font-medium'}>
          {row.name} <code className="ml-1 font-mono text-12 font-normal text-faint">{row.prefix}…</code>
        </span>
      ),
    },
    {
      id: 'scopes',
      header: 'May',
      wide: true,
      cell: (row) => (
        <span className="text-soft" title={row.scopes.join(', ')}>
          {scopeWords(row.scopes)}
        </span>
      ),
    },
    {
      id: 'used',
      header: 'Last used',
      align: 'right',
      width: '8rem',
      cell: (row) =>
        row.lastUsedAt === null ? (
          <span className="text-faint">Never</span>
        ) : (
          <RelativeTime instant={row.lastUsedAt} />
        ),
    },
    {
      id: 'do',
      header: <span className="sr-only">Revoke</span>,
      align: 'right',
      width: '7rem',
      cell: (row) =>
        over(row) ? (
          <Badge>{row.revokedAt === null ? 'Expired' : 'Revoked'}</Badge>
        ) : onRevoke ? (
          <Button look="quiet" size="small" onClick={() => onRevoke(row)}>
            Revoke
          </Button>
        ) : null,
    },
  ];
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.settings.revokeKey.mutationOptions({
      onSuccess: async () => {
        toast.done('The key is revoked.');
        onClose();
        await queries.invalidateQueries(trpc.settings.keys.queryFilter());
      },
    }),
  );
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Revoke the key ${apiKey.name}?`}
      description={
        <>
          Whoever uses it is refused from the next call on.{' '}
          {apiKey.lastUsedAt === null ? (
            'It was never used.'
          ) : (
            <>
              It was used <RelativeTime instant={apiKey.lastUsedAt} />.
            </>
          )}{' '}
          This cannot be undone.
        </>
      }
      confirm="Revoke key"
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
    />
  );
}
