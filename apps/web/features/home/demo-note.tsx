import { Icon } from '@millrace/ui';

/** Why an hour passes in a minute. */
export function DemoNote({ store }: { store: string }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-waiting-tint px-3 py-2 text-13 text-pretty text-ink">
      <Icon name="store" size={14} className="mt-0.5 text-waiting" />
      <span><b className="font-medium">{store} is a demo shop.</b> Its people live 60 times faster, so that an hour of theirs passes in a minute: a wait of 30 minutes takes 30 seconds. Real people in the same flow live at their own pace.</span>
    </p>
  );
}
