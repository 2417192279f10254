'use client';
import { Button, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC, useViewer } from '../../shell/index.ts';
import { ModelCard } from './model-card.tsx';

/** The models with the quality of their predictions. They learn from this store's data only. */
export function ModelsScreen() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay('settings:write');
  const { workspace } = useViewer();
  const models = useQuery(trpc.settings.models.queryOptions());
  const train = useMutation(
    trpc.settings.trainModels.mutationOptions({
      onSuccess: async () => {
        toast.done('The models are trained.');
        await queries.invalidateQueries(trpc.settings.models.queryFilter());
      },
    }),
  );
  return (
    <Screen
      title="Models"
      width="reading"
      sentence="They run inside Millrace and learn from your own carts, orders and visits. They are retrained automatically every day."
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
          {models.data.map((model) => (
            <ModelCard key={model.id} model={model} currency={workspace.currency} />
          ))}
        </div>
      ) : null}
    </Screen>
  );
}
