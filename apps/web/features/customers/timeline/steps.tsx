import type { TimelineItem } from '@millrace/services/customers';
import { Icon } from '@millrace/ui';
import { markOf } from './item-looks.ts';

/** Shows or hides the steps that are folded into a line. */
export function StepsButton({
  title,
  open,
  controls,
  onPress,
}: {
  title: string;
  open: boolean;
  controls: string;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onPress}
      className="-my-0.5 cursor-pointer rounded-sm py-0.5 text-left text-13 text-pretty text-soft hover:text-ink"
    >
      {title}
      <Icon
        name={open ? 'chevron-up' : 'chevron-down'}
        size={12}
        className="ml-1.5 inline align-[-1px] text-faint"
      />
    </button>
  );
}

/** The steps folded into a line, first to last. */
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
