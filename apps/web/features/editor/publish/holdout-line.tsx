'use client';
import { useMemo, useState } from 'react';
import { percent } from '@millrace/base/words';
import { holdoutPlan, PLAN_METRIC_WORDS } from '@millrace/measure';
import { HoldoutPlanner, USUAL_GAIN } from '../holdout/holdout-planner.tsx';
import { needsWords } from '../holdout/holdout-words.ts';
import { useHoldoutNumbers, type KnownNumbers } from '../holdout/use-holdout-numbers.ts';
import { canEdit } from '../store/editor-state.ts';
import { useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { Line } from './line.tsx';

/** The holdout of the flow, how long a usual gain takes to show with it, and the planner to choose another. */
export function HoldoutLine({ onSettings }: { onSettings: () => void }) {
  const holdout = useEditorState((state) => state.document.settings.holdout);
  const mayEdit = useEditorState(canEdit);
  const narrow = useNarrow();
  const { numbers, again } = useHoldoutNumbers(true);
  const [open, setOpen] = useState(false);
  const needs = useNeeds(numbers, holdout);
  return (
    <>
      <Line
        icon="scale"
        warns={holdout === 0}
        change={
          numbers === 'none'
            ? { words: 'Change', onPress: onSettings }
            : {
                words: open ? 'Close the planner' : 'Plan the holdout',
                onPress: () => setOpen((was) => !was),
                expanded: open,
              }
        }
      >
        {holdout === 0
          ? 'There is no holdout, so the flow’s effect cannot be measured.'
          : `${percent(holdout)} are held back, to measure the flow’s effect.`}
        {numbers === 'loading' && holdout > 0 ? (
          <span className="text-faint"> Counting how long a gain takes to show…</span>
        ) : null}
        {needs === null
          ? null
          : ` A gain of ${percent(USUAL_GAIN)} in ${PLAN_METRIC_WORDS.conversion} needs about ${needs}.`}
      </Line>
      {open ? (
        <li className="rounded-md border border-line p-3">
          <HoldoutPlanner numbers={numbers} onAgain={again} disabled={!mayEdit || narrow} />
        </li>
      ) : null}
    </>
  );
}

/** What the usual gain needs with this holdout, in words; null while it is not known. */
function useNeeds(numbers: KnownNumbers, holdout: number): string | null {
  const days = useEditorState((state) => state.document.settings.outcomeDays);
  return useMemo(() => {
    if (typeof numbers === 'string' || holdout === 0) return null;
    const { rows } = holdoutPlan({
      metric: 'conversion',
      gain: USUAL_GAIN,
      base: numbers.base.value,
      weekly: numbers.weekly.value,
      outcomeDays: days,
      also: [holdout],
    });
    const row = rows.find(({ share }) => share === holdout);
    return row ? needsWords(row) : null;
  }, [numbers, holdout, days]);
}
