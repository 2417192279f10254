'use client';
import { graphSchema } from '@millrace/flow';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../shell/index.ts';

/** The parsed graph of a template. Read once: templates do not change while the page is open. */
export function useTemplateGraph(id: string | null) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.templates.get.queryOptions({ id: id ?? '' }, { staleTime: Infinity, enabled: id !== null }),
  );
  const graph = useMemo(() => (query.data ? graphSchema.parse(query.data.graph) : null), [query.data]);
  return { graph, error: query.error };
}
