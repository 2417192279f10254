'use client';
import { Link, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { problemOf, Screen, useTRPC } from '../../shell/index.ts';
import { every } from '../every.ts';
import { SegmentView } from './segment-view.tsx';

const BACK = (
  <Link plain className="text-faint" render={<NextLink href="/segments" />}>
    Segments
  </Link>
);

/** One saved segment: its condition, who is in it, and what uses it. */
export function SegmentScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const found = useQuery(
    trpc.segments.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.error ? false : every(state.data?.counting)) },
    ),
  );
  // A segment that was removed since is not shown from memory.
  const isGone = found.error !== null && problemOf(found.error).code === 'not-found';
  if (found.data && !isGone) return <SegmentView segment={found.data} back={BACK} />;
  if (found.error)
    return (
      <Screen title="Segment" back={BACK}>
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </Screen>
    );
  return (
    <Screen title="Segment" back={BACK} sentence={<Skeleton className="mt-1 h-3 w-60" />}>
      <div aria-busy className="max-w-160 space-y-5">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-14 w-full" />
        <Skeleton className="h-40 w-full rounded-lg" />
      </div>
    </Screen>
  );
}
