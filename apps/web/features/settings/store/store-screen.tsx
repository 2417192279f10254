'use client';
import { Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { StoreForm } from './store-form.tsx';
import { changesOf, type StoreValues } from './store-values.ts';

export function StoreScreen() {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const may = useMay('settings:write');
  const store = useQuery(trpc.settings.store.queryOptions());
  const schema = useQuery(trpc.settings.storeSchema.queryOptions(undefined, { staleTime: Infinity }));
  const save = useMutation(
    trpc.settings.updateStore.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.settings.store.queryKey(), kept);
        toast.done('Saved. It applies from now on.');
      },
    }),
  );
  return (
    <Screen
      title="Store"
      width="reading"
      sentence="What Millrace knows about your store. Offers depend on its money settings, and every message shows its brand."
    >
      <OnlyOwners may={may} />
      {store.error ? <ProblemNote error={store.error} onRetry={() => void store.refetch()} /> : null}
      {store.data && schema.data ? (
        <StoreForm
          kept={store.data as unknown as StoreValues}
          schema={schema.data}
          disabled={!may}
          busy={save.isPending}
          error={save.error}
          onSave={(values) => save.mutate(changesOf(values))}
        />
      ) : store.error ? null : (
        <div aria-busy className="space-y-4">
          {[0, 1, 2, 3, 4, 5].map((place) => (
            <Skeleton key={place} className="h-8 w-90" />
          ))}
        </div>
      )}
    </Screen>
  );
}
