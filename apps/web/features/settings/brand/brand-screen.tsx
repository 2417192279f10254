'use client';
import { Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { BrandForm } from './brand-form.tsx';

/** How the brand writes, and what its texts may say. */
export function BrandScreen() {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const may = useMay('settings:write');
  const brand = useQuery(trpc.writing.brand.queryOptions());
  const save = useMutation(
    trpc.writing.updateBrand.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.writing.brand.queryKey(), kept);
        toast.done('Saved. Texts are checked by these rules from now on.');
      },
    }),
  );
  return (
    <Screen
      title="Brand"
      width="reading"
      sentence="How you write, and what your texts may say. Whatever a language model proposes keeps to these rules, and your own messages get advice by them."
    >
      <OnlyOwners may={may} />
      {brand.error ? <ProblemNote error={brand.error} onRetry={() => void brand.refetch()} /> : null}
      {brand.isPending ? <Skeleton className="h-100 w-full rounded-lg" /> : null}
      {brand.data ? (
        <BrandForm
          kept={brand.data}
          disabled={!may}
          busy={save.isPending}
          error={save.error}
          onSave={(rules) => save.mutateAsync(rules)}
        />
      ) : null}
    </Screen>
  );
}
