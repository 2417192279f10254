'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../trpc.ts';
import { useMay } from '../viewer.tsx';

/** In milliseconds. */
const EVERY = 20_000;

/** How many things wait for whoever looks, by the place where they are. */
export function useWaiting(): Readonly<Record<string, number>> {
  const trpc = useTRPC();
  const may = useMay('flows:read');
  const { data } = useQuery(
    trpc.work.count.queryOptions({}, { enabled: may, refetchInterval: EVERY, meta: { quiet: true } }),
  );
  return { '/work': data?.mine ?? 0 };
}
