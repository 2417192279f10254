'use client';
import type { ConnectionView } from '@millrace/services/settings';
import { AlertDialog, Button, Card, Dialog, Icon, RelativeTime } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyButton } from '../../lists/copy-button.tsx';
import { useTRPC } from '../../shell/index.ts';
import type { ConnectorView } from './connector-view.ts';

interface ConnectionWebhooksProps {
  readonly connection: ConnectionView;
  readonly connector: ConnectorView;
  readonly may: boolean;
}

/** The webhook address, its secret, and whether Millrace registered the webhooks itself. */
export function ConnectionWebhooks({ connection, connector, may }: ConnectionWebhooksProps) {
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const rotate = useRotation(setMade);
  if (connection.intakeUrl === null) return null;
  const { registration } = connection;
  return (
    <Card
      title="Webhooks"
      sentence={
        connector.registers
          ? `Millrace registers them in ${connector.title} and checks them every hour.`
          : undefined
      }
      aside={
        may && connector.rotates ? (
          <Button size="small" icon="key" onClick={() => setAsking(true)}>
            New secret
          </Button>
        ) : undefined
      }
    >
      <div className="flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 truncate font-mono text-12" title={connection.intakeUrl}>
          {connection.intakeUrl}
        </code>
        <CopyButton text={connection.intakeUrl} label="Copy the address for webhooks" />
      </div>
      {registration?.at ? (
        <p className="mt-3 flex items-center gap-1.5 text-13 text-soft">
          <Icon name="check" size={14} className="text-good" />
          <span>
            Registered. Looked at <RelativeTime instant={registration.at} />.
          </span>
        </p>
      ) : null}
      {registration?.problem ? (
        <p className="mt-3 flex gap-1.5 text-13 text-pretty">
          <Icon name="warning" size={14} className="mt-0.5 shrink-0 text-waiting" />
          <span>
            They could not be registered: {registration.problem} Put right what it says, or make them by hand
            as the steps on this page say.
          </span>
        </p>
      ) : null}
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-12 text-faint">
        {connector.topics.map((topic) => (
          <li key={topic.title}>{topic.title}</li>
        ))}
      </ul>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Create a new secret?"
        description={
          connector.registers
            ? `Millrace enters it in ${connector.title}. Webhooks signed with the old one are still accepted.`
            : `Enter it in ${connector.title} afterwards. Webhooks signed with the old one are still accepted.`
        }
        confirm="Create secret"
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate({ id: connection.id }, { onSuccess: () => setAsking(false) })}
      />
      <Dialog
        open={made !== null}
        onOpenChange={(open) => (open ? undefined : setMade(null))}
        title="The new secret"
        description={
          connector.registers
            ? 'It is entered for you. You need it only for webhooks you created by hand.'
            : 'It is shown only once.'
        }
        actions={<Button onClick={() => setMade(null)}>Done</Button>}
      >
        <div className="flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 font-mono text-12 break-all">{made}</code>
          <CopyButton text={made ?? ''} label="Copy the secret" />
        </div>
      </Dialog>
    </Card>
  );
}

function useRotation(show: (secret: string) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.rotateSecret.mutationOptions({
      onSuccess: async ({ secret }) => {
        show(secret);
        await queries.invalidateQueries(trpc.settings.connections.queryFilter());
      },
    }),
  );
}
