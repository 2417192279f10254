import { Icon } from '@millrace/ui';

/** Explains that demo shoppers live 60 times faster. */
export function DemoNote() {
  return (
    <p className="flex items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2 text-13 text-pretty text-soft">
      <Icon name="store" size={14} className="mt-0.5 text-waiting" />
      <span>
        <b className="font-medium text-ink">You are watching a demo shop.</b> Its customers live 60 times
        faster: an hour passes in a minute, and a wait of 30 minutes takes 30 seconds. Real customers in the
        same flows keep real time.
      </span>
    </p>
  );
}
