'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../shell/index.ts';

/** After a flow changed: everything that tells of flows is asked again. */
export function useRefreshFlows(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.home.pathKey() });
  };
}
