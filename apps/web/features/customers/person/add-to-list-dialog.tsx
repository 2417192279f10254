'use client';
import { Button, Dialog, EmptyState, Field, Link, Select, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useRefreshSegments } from '../../segments/use-refresh.ts';
import { useTRPC } from '../../shell/index.ts';

/** Puts one person on one of the lists they are not on yet. */
export function AddToListDialog({
  customer,
  segments,
  onClose,
}: {
  customer: string;
  segments: readonly { readonly id: string }[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const refresh = useRefreshSegments();
  const all = useQuery(trpc.segments.list.queryOptions({}));
  const [chosen, setChosen] = useState<string | null>(null);
  const on = new Set(segments.map(({ id }) => id));
  const lists = all.data?.items.filter(({ condition }) => condition === null) ?? [];
  const others = lists.filter(({ id }) => !on.has(id));
  const change = useMutation(
    trpc.segments.changeList.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ name }) => {
        refresh();
        toast.done(`They are on ${name} now.`);
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Add to a list"
      actions={
        others.length === 0 ? undefined : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              busy={change.isPending}
              disabled={chosen === null}
              onClick={() =>
                chosen === null ? undefined : change.mutate({ id: chosen, do: 'put-on', people: [customer] })
              }
            >
              Add
            </Button>
          </>
        )
      }
    >
      {all.error ? (
        <ProblemNote error={all.error} onRetry={() => void all.refetch()} />
      ) : all.isPending ? (
        <Skeleton className="h-8 w-full" />
      ) : others.length === 0 ? (
        <EmptyState
          icon="list"
          title={lists.length === 0 ? 'There is no list yet' : 'They are on every list'}
          action={<Link render={<NextLink href="/segments?new=list" />}>Make a list</Link>}
        >
          A list holds people whom no condition describes.
        </EmptyState>
      ) : (
        <>
          {change.error ? <ProblemNote error={change.error} /> : null}
          <Field label="List">
            <Select
              aria-label="List"
              value={chosen}
              placeholder="Choose a list"
              onValueChange={setChosen}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        </>
      )}
    </Dialog>
  );
}
