'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../shell/index.ts';

/** Returns a function to call after a flow has changed. It reloads all queries about flows and Home. */
export function useRefreshFlows(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.home.pathKey() });
  };
}
