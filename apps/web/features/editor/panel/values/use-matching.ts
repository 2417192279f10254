'use client';
import { useEffect, useMemo, useState } from 'react';
import type { Condition } from '@millrace/flow';
import type { MatchingPeople } from '../../actions.ts';
import { useConditionActions } from '../../store/hooks.ts';
import { isWhole } from './matching-words.ts';

const SLOW = 350;

/** How many customers match now. Loaded shortly after the last change; meanwhile the last result stays if it has as many parts. */
export function useMatching(
  condition: Condition | undefined,
  parts: readonly Condition[],
): MatchingPeople | null {
  const actions = useConditionActions();
  const [answer, setAnswer] = useState<{ readonly parts: number; readonly found: MatchingPeople } | null>(
    null,
  );
  const question = useMemo(
    () =>
      condition && isWhole(condition)
        ? JSON.stringify({ condition, parts: parts.length > 1 ? parts : [] })
        : null,
    [condition, parts],
  );
  useEffect(() => {
    const ask = actions.matching;
    if (!ask || question === null) return;
    let open = true;
    const { condition: whole, parts: each } = JSON.parse(question) as {
      condition: Condition;
      parts: Condition[];
    };
    const timer = setTimeout(
      () =>
        void ask(whole, each).then(
          (found) => open && setAnswer({ parts: each.length, found }),
          () => open && setAnswer(null),
        ),
      SLOW,
    );
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [actions, question]);
  if (question === null || !answer) return null;
  return answer.parts === (parts.length > 1 ? parts.length : 0) ? answer.found : null;
}
