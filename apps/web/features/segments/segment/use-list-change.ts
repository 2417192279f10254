'use client';
import { toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '../../shell/index.ts';
import { useRefreshSegments } from '../use-refresh.ts';

/** Takes people off a list, with a way back. */
export function useListChange({ id, name }: { readonly id: string; readonly name: string }): {
  readonly takeOff: (person: { readonly id: string }) => void;
  /** Id of the person who is being taken off. */
  readonly leaving: string | null;
} {
  const trpc = useTRPC();
  const refresh = useRefreshSegments();
  const { mutate: putBack } = useMutation(
    trpc.segments.changeList.mutationOptions({ onSuccess: () => refresh() }),
  );
  const leave = useMutation(
    trpc.segments.changeList.mutationOptions({
      onSuccess: (_changed, { people }) => {
        refresh();
        toast.done(`Taken off ${name}.`, {
          action: { label: 'Undo', onPress: () => putBack({ id, do: 'put-on', people }) },
        });
      },
    }),
  );
  const { mutate } = leave;
  const takeOff = useCallback(
    (person: { readonly id: string }) => mutate({ id, do: 'take-off', people: [person.id] }),
    [id, mutate],
  );
  return { takeOff, leaving: leave.isPending ? (leave.variables.people[0] ?? null) : null };
}
