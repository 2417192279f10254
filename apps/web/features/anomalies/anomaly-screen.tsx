'use client';
import type { AnomalyDetail } from '@millrace/services/anomalies';
import { Button, Link, RelativeTime, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { NotShown } from '../lists/not-shown.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Part } from '../home/part.tsx';
import { Screen, useKeepAnswer, useMay, useTRPC, useViewer } from '../shell/index.ts';
import { evidenceWords, findingWords } from './anomaly-words.ts';
import { ExpectedRange } from './expected-range.tsx';
import { PointsTable } from './points-table.tsx';

const BACK = (
  <Link plain className="text-faint" render={<NextLink href="/anomalies" />}>
    Anomalies
  </Link>
);

/** One number that was not as usual: the days before it, what was expected, and likely causes. */
export function AnomalyScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.anomalies.get.queryOptions({ id }));
  if (found.data) return <Anomaly anomaly={found.data} />;
  if (found.error)
    return (
      <Screen title="Anomaly" back={BACK}>
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </Screen>
    );
  return (
    <Screen title="Anomaly" back={BACK} sentence={<Skeleton className="mt-1 h-3 w-60" />}>
      <div aria-busy className="space-y-5">
        <Skeleton className="h-60 w-full rounded-lg" />
        <Skeleton className="h-24 w-full rounded-lg" />
      </div>
    </Screen>
  );
}

function Anomaly({ anomaly }: { anomaly: AnomalyDetail }) {
  const { currency } = useViewer().workspace;
  return (
    <Screen
      title={anomaly.title}
      back={BACK}
      sentence={
        <>
          {findingWords(anomaly, currency)} <NotShown row={anomaly} />
        </>
      }
      actions={<Seen anomaly={anomaly} />}
    >
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Part title="Evidence">
          <ExpectedRange anomaly={anomaly} currency={currency} />
          <p className="mt-3 text-13 text-pretty text-soft">{evidenceWords(anomaly, currency)}</p>
          <PointsTable anomaly={anomaly} currency={currency} />
        </Part>
        <Causes causes={anomaly.causes} />
      </div>
    </Screen>
  );
}

function Causes({ causes }: Pick<AnomalyDetail, 'causes'>) {
  return (
    <Part title="Likely causes">
      {causes.length === 0 ? (
        <p className="text-13 text-pretty text-soft">
          Nothing else that Millrace knows of changed at the same time. Look for something outside: an
          advertisement that ended, a price, the season.
        </p>
      ) : (
        <ol className="list-decimal space-y-2 pl-5 text-13 text-pretty marker:text-faint">
          {causes.map(({ sentence, flowId }) => (
            <li key={sentence}>
              {sentence}
              {flowId === null ? null : (
                <>
                  {' '}
                  <Link render={<NextLink href={`/flows/${flowId}`} />}>Open the flow</Link>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function Seen({ anomaly: { id, seenAt, seenBy } }: { anomaly: AnomalyDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keepAnswer = useKeepAnswer();
  const may = useMay('work:answer');
  const see = useMutation(
    trpc.anomalies.see.mutationOptions({
      onSuccess: (kept) => {
        keepAnswer(trpc.anomalies.get.queryKey({ id }), kept);
        void queries.invalidateQueries({ queryKey: trpc.anomalies.list.queryKey() });
        void queries.invalidateQueries({ queryKey: trpc.home.pathKey() });
        toast.done('Marked as seen. Home no longer shows it.');
      },
    }),
  );
  if (seenAt !== null)
    return (
      <p className="text-13 text-soft">
        Seen by {seenBy} <RelativeTime instant={seenAt} />
      </p>
    );
  return may ? (
    <Button look="primary" busy={see.isPending} onClick={() => see.mutate({ id })}>
      Mark as seen
    </Button>
  ) : null;
}
