'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../shell/index.ts';

/** Returns a function to call after work has changed, or was found changed. It reloads all that shows it. */
export function useRefreshWork(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: trpc.work.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.home.pathKey() });
  };
}
