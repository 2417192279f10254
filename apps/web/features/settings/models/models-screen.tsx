'use client';
import { Button, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OfferCard } from './offer-card.tsx';
import { RecoveryCard } from './recovery-card.tsx';

/** The models that predict and choose, and how well they hold. They learn from this store alone. */
export function ModelsScreen() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay('settings:write');
  const models = useQuery(trpc.settings.models.queryOptions());
  const train = useMutation(
    trpc.settings.trainModels.mutationOptions({
      onSuccess: async () => {
        toast.done('The models have learned again.');
        await queries.invalidateQueries(trpc.settings.models.queryFilter());
      },
    }),
  );
  const named = (name: string) => {
    const of = models.data?.filter((model) => model.name === name) ?? [];
    // The one in use, or the report of why there is none yet.
    return of.find((model) => model.active) ?? of[0] ?? null;
  };
  return (
    <Screen
      title="Models"
      width="reading"
      sentence="They run inside Millrace and learn from your own carts. They are trained again every day by themselves."
      actions={
        may ? (
          <Button icon="refresh" busy={train.isPending} onClick={() => train.mutate({})}>
            Train now
          </Button>
        ) : undefined
      }
    >
      {models.error ? <ProblemNote error={models.error} onRetry={() => void models.refetch()} /> : null}
      {models.isPending ? <Skeleton className="h-100 w-full rounded-lg" /> : null}
      {models.data ? (
        <div className="space-y-6">
          <RecoveryCard model={named('recovery')} />
          <OfferCard model={named('offer')} />
        </div>
      ) : null}
    </Screen>
  );
}
