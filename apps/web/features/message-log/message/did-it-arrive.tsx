'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Button, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay, useTRPC } from '../../shell/index.ts';

/** Asks whether a message arrived when the provider gave no clear answer. It is never sent again meanwhile. */
export function DidItArrive({ message }: { message: WholeLoggedMessage }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay('flows:publish');
  const resolve = useMutation(
    trpc.messages.resolveUnknown.mutationOptions({
      onSuccess: async (_result, { arrived }) => {
        toast.done(arrived ? 'It counts as sent.' : 'It counts as not sent.');
        await queries.invalidateQueries(trpc.messages.pathFilter());
      },
    }),
  );
  return (
    <section
      aria-label="Did it arrive?"
      className="rounded-lg border border-waiting/50 bg-waiting-tint px-4 py-3"
    >
      <p className="text-14 font-medium">Did it arrive?</p>
      <p className="mt-0.5 text-13 text-pretty text-soft">
        The connection broke while it was handed over. Look for {message.to ?? 'their address'} in your
        provider’s log, then say what you found.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          icon="check"
          disabled={!may}
          busy={resolve.isPending && resolve.variables.arrived}
          onClick={() => resolve.mutate({ id: message.id, arrived: true })}
        >
          It arrived
        </Button>
        <Button
          icon="x"
          disabled={!may}
          busy={resolve.isPending && !resolve.variables.arrived}
          onClick={() => resolve.mutate({ id: message.id, arrived: false })}
        >
          It did not
        </Button>
      </div>
      {may ? null : <p className="mt-2 text-12 text-faint">A user who may publish flows can answer this.</p>}
    </section>
  );
}
