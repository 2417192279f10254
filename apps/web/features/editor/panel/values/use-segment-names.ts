'use client';
import { useEffect, useState } from 'react';
import { SEGMENTS_FACT } from '@millrace/flow';
import { useConditionActions } from '../../store/hooks.ts';

/** The present names of saved segments by id; null until they are loaded. A segment that is gone is not among them. */
export function useSegmentNames(ids: readonly string[]): ReadonlyMap<string, string> | null {
  const actions = useConditionActions();
  const [answer, setAnswer] = useState<{
    readonly wanted: string;
    readonly names: ReadonlyMap<string, string>;
  } | null>(null);
  const wanted = ids.toSorted().join('\n');
  useEffect(() => {
    const ask = actions.factValues;
    if (!ask || wanted === '') return;
    let open = true;
    ask(SEGMENTS_FACT, { named: wanted.split('\n') }).then(
      ({ values }) =>
        open && setAnswer({ wanted, names: new Map(values.map(({ value, label }) => [value, label])) }),
      () => undefined,
    );
    return () => {
      open = false;
    };
  }, [actions, wanted]);
  if (wanted === '') return NONE;
  return answer?.wanted === wanted ? answer.names : null;
}

const NONE: ReadonlyMap<string, string> = new Map();
