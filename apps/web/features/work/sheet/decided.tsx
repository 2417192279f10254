'use client';
import { percent } from '@millrace/base/words';
import { Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { PutRight } from '../../customers/timeline/put-right.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';

/** What was decided on the way to this work, to be put right where it is wrong. */
export function Decided({ id }: { id: string }) {
  const trpc = useTRPC();
  const decision = useQuery(trpc.decisions.get.queryOptions({ id }, { staleTime: 60_000 }));
  if (decision.error) return <ProblemNote error={decision.error} onRetry={() => void decision.refetch()} />;
  if (!decision.data)
    return (
      <div aria-busy className="space-y-2 rounded-lg border border-line p-4">
        <Skeleton className="h-3 w-1/3" />
        <Skeleton className="h-9 w-80" />
      </div>
    );
  const { putRight, told, chosen, probability } = decision.data;
  if (!putRight) return null;
  return (
    <div className="space-y-3 rounded-lg border border-line p-4">
      <p className="text-13 text-pretty">
        Decided: “{told.options[chosen] ?? chosen}”
        {probability === null ? '' : `, with a confidence of ${percent(probability)}`}.
      </p>
      <PutRight decision={decision.data} putRight={putRight} />
    </div>
  );
}
