'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../shell/index.ts';

/** Returns a function to call after a segment has changed. It reloads all queries about segments and customers. */
export function useRefreshSegments(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: trpc.segments.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.customers.pathKey() });
  };
}
