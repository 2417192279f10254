'use client';
import { useMemo } from 'react';
import { SEGMENTS_FACT } from '@millrace/flow';
import type { ConditionActions } from '../editor/store/hooks.ts';
import { useTRPCClient } from '../shell/index.ts';

/** The server calls of the condition of a segment. @param own the segment itself, which it cannot name */
export function useSegmentAsking(own: string | null): ConditionActions {
  const client = useTRPCClient();
  return useMemo(
    () => ({
      factValues: async (fact, { search, named }) => {
        const known = await client.facts.values.query({
          fact,
          ...(search ? { search } : {}),
          ...(named ? { named: [...named] } : {}),
        });
        return fact === SEGMENTS_FACT && !named
          ? { ...known, values: known.values.filter(({ value }) => value !== own) }
          : known;
      },
      knownFacts: () => client.facts.known.query(),
      matching: (condition, parts) => client.facts.matching.mutate({ condition, parts: [...parts] }),
    }),
    [client, own],
  );
}
