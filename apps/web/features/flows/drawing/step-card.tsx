'use client';
import { FAMILY_CLASSES, FamilyMark, classes } from '@millrace/ui';
import { kinds } from '@millrace/nodes';
import type { Family } from '@millrace/flow';
import type { DrawnNode } from './draw.ts';

/** The size of a `StepCard` in pixels. */
export const STEP_SIZE = (family: Family) =>
  family === 'wait' || family === 'end' ? { width: 168, height: 32 } : { width: 168, height: 40 };

/** A step in a drawing that is only looked at: its family, and what it does in a few words. */
export function StepCard({
  at,
  chosen = false,
  onChoose,
}: {
  at: DrawnNode;
  chosen?: boolean;
  /** Undefined for steps that show nothing more. */
  onChoose?: (() => void) | undefined;
}) {
  const looks = classes(
    'flex size-full items-center gap-2 border bg-raised px-2 text-left text-12',
    at.family === 'wait' || at.family === 'end' ? 'rounded-full' : 'rounded-md',
    chosen ? classes('ring-2 ring-river', FAMILY_CLASSES[at.family].border) : 'border-line',
  );
  const inside = (
    <>
      <FamilyMark family={at.family} icon={kinds[at.node.kind]?.icon} size="small" />
      <span className="min-w-0 truncate">{at.title}</span>
    </>
  );
  if (!onChoose)
    return (
      <div className={looks} title={at.title}>
        {inside}
      </div>
    );
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      title={at.title}
      className={classes(looks, 'cursor-pointer hover:border-control')}
    >
      {inside}
    </button>
  );
}
