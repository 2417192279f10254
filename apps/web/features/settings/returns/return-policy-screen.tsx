'use client';
import { Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { PageCard } from './page-card.tsx';
import { PolicyForm } from './policy-form.tsx';

/** What the store takes back. It is said here once; the returns page and flows follow it. */
export function ReturnPolicyScreen() {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const may = useMay('settings:write');
  const place = useQuery(trpc.returns.policy.queryOptions());
  const save = useMutation(
    trpc.returns.updatePolicy.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept, { policy }) => {
        keepAnswer(trpc.returns.policy.queryKey(), kept);
        toast.done(
          'on' in policy
            ? kept.policy.on
              ? 'The returns page is open.'
              : 'The returns page is closed. Returns under way go on.'
            : 'Saved. It applies to the next return.',
        );
      },
    }),
  );
  return (
    <Screen
      title="Return policy"
      width="reading"
      sentence="What customers can send back, until when and why. The returns page answers by it, and flows read the answer."
    >
      <OnlyOwners may={may} />
      {place.error ? <ProblemNote error={place.error} onRetry={() => void place.refetch()} /> : null}
      {place.isPending ? <Skeleton className="h-48 w-full rounded-lg" /> : null}
      {place.data ? (
        <div className="space-y-4">
          <PageCard
            place={place.data}
            may={may}
            busy={save.isPending}
            onSwitch={(on) => save.mutate({ policy: { on } })}
          />
          <PolicyForm
            kept={place.data.policy}
            disabled={!may}
            busy={save.isPending}
            error={save.error}
            onSave={({ on: _on, ...policy }) => save.mutateAsync({ policy })}
          />
        </div>
      ) : null}
    </Screen>
  );
}
