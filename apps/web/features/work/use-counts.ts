'use client';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTRPC } from '../shell/index.ts';

const never = () => () => undefined;

/**
 * How much is open. The navigation asks for the same, and may have the answer before this page is hydrated, while
 * the server had none; so it is left out of the first rendering.
 * @param every milliseconds between reloads
 */
export function useWorkCounts(every: number) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.work.count.queryOptions({}, { refetchInterval: every }));
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return hydrated ? data : undefined;
}
