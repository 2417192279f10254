'use client';
import { listed } from '@millrace/base/words';
import { Button, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
  const [training, setTraining] = useState<string | null>(null);
  const train = useMutation(trpc.settings.trainModels.mutationOptions());
  /** One after the other: each is shown as soon as it has learned, and none keeps the others from learning. */
  const trainAll = async () => {
    const failed: string[] = [];
    for (const { id, title } of models.data ?? []) {
      setTraining(title);
      await train.mutateAsync({ models: [id] }).catch(() => failed.push(title));
      await queries.invalidateQueries(trpc.settings.models.queryFilter());
    }
    setTraining(null);
    if (failed.length === 0) toast.done('The models are trained.');
    else
      toast.problem(`Not trained: ${listed(failed)}.`, {
        description: 'What they learned before stays in use. Try again in a moment.',
      });
  };
  return (
    <Screen
      title="Models"
      width="reading"
      sentence="They run inside Millrace and learn from your own carts, orders and visits. They are retrained automatically every day."
      actions={
        may ? (
          <>
            <p aria-live="polite" className="text-12 text-faint">
              {training === null ? '' : `Training ${training} ...`}
            </p>
            <Button
              icon="refresh"
              busy={training !== null}
              disabled={!models.data}
              onClick={() => void trainAll()}
            >
              Train now
            </Button>
          </>
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
