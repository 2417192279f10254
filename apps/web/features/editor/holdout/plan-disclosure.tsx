'use client';
import { useId, useState } from 'react';
import { Button } from '@millrace/ui';
import { HoldoutPlanner } from './holdout-planner.tsx';
import { useHoldoutNumbers, useMayPlan } from './use-holdout-numbers.ts';

/** A button that opens the planner of the holdout below it. Nothing is counted before it is opened. */
export function PlanDisclosure({ disabled }: { disabled: boolean }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { numbers, again } = useHoldoutNumbers(open);
  const mayPlan = useMayPlan();
  if (!mayPlan) return null;
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="small"
        icon="scale"
        aria-expanded={open}
        aria-controls={id}
        className="self-start"
        onClick={() => setOpen((was) => !was)}
      >
        {open ? 'Close the planner' : 'Plan the holdout'}
      </Button>
      <div id={id} hidden={!open} className="rounded-md border border-line p-3">
        {open ? <HoldoutPlanner numbers={numbers} onAgain={again} disabled={disabled} /> : null}
      </div>
    </div>
  );
}
