'use client';
import type { UsedSegment } from '@millrace/services/segments';
import { Button, Dialog, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { problemOf, useTRPC } from '../../shell/index.ts';
import { UseList } from './used-by.tsx';

/** Asks before a segment is removed. While something names it, says what, and that it has to be taken out there first. */
export function RemoveDialog({ segment, onClose }: { segment: UsedSegment; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { id, name } = segment;
  const what = segment.condition === null ? 'list' : 'segment';
  // Read again: since the page was opened, a flow may have begun or stopped to use it.
  const { data: now } = useQuery(trpc.segments.get.queryOptions({ id }, { staleTime: 0 }));
  const { flows, segments } = (now ?? segment).usedBy;
  const isUsed = flows.length + segments.length > 0;
  const remove = useMutation(
    trpc.segments.remove.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => {
        toast.done(`${name} is removed.`);
        // Not the segment itself, which this page would ask for again until it is left.
        void queries.invalidateQueries({ queryKey: trpc.segments.list.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.customers.pathKey() });
        router.push('/segments');
      },
      onError: () => void queries.invalidateQueries({ queryKey: trpc.segments.get.queryKey({ id }) }),
    }),
  );
  const problem = remove.error ? problemOf(remove.error) : null;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={isUsed ? `${name} is still used` : `Remove ${name}?`}
      description={
        isUsed
          ? 'It is named here. Take it out of each first, then it can be removed.'
          : what === 'list'
            ? 'No flow and no segment uses it. Its people stay customers, but who was on it is lost. This cannot be undone.'
            : 'No flow and no other segment uses it. Its people stay as they are. This cannot be undone.'
      }
      actions={
        isUsed ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={onClose}>Keep it</Button>
            <Button
              look="danger"
              busy={remove.isPending || remove.isSuccess}
              onClick={() => remove.mutate({ id })}
            >
              Remove {what}
            </Button>
          </>
        )
      }
    >
      {isUsed ? <UseList use={{ flows, segments }} /> : null}
      {problem && !isUsed ? (
        <p role="alert" className="rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
          {problem.sentence} {problem.next}
        </p>
      ) : null}
    </Dialog>
  );
}
