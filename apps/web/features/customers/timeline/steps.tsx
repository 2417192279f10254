import { Icon } from '@millrace/ui';
import type { TimelineItem } from '@millrace/services';
import { markOf } from './item-looks.ts';

/** The steps behind one line, from the first to the last. */
export function Steps({ id, steps }: { id: string; steps: readonly TimelineItem[] }) {
  return (
    <ol id={id} aria-label="Steps" className="mt-1.5 max-w-160 space-y-1 rounded-lg bg-sunken px-3 py-2">
      {steps.map((step) => (
        <li key={step.id} className="flex gap-2 text-13 text-pretty text-soft">
          <Icon name={markOf(step).icon} size={12} className="mt-1 shrink-0 text-faint" />
          {step.title}
        </li>
      ))}
    </ol>
  );
}
