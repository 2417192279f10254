import { Icon } from '@millrace/ui';

/** Why an hour passes in a minute. */
export function DemoNote() {
  return (
    <p className="flex items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2 text-13 text-pretty text-soft">
      <Icon name="store" size={14} className="mt-0.5 text-waiting" />
      <span>
        <b className="font-medium text-ink">You are watching a demo shop.</b> Its people live 60 times faster:
        an hour of theirs passes in a minute, a wait of 30 minutes takes 30 seconds. Real people in the same
        flows keep their own pace.
      </span>
    </p>
  );
}
