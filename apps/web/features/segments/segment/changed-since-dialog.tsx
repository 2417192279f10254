'use client';
import { Button, Dialog } from '@millrace/ui';

/** Somebody else saved the segment while it was being changed here. Nothing is lost, whichever is chosen. */
export function ChangedSinceDialog({
  name,
  onTheirs,
  onMine,
}: {
  name: string;
  onTheirs: () => void;
  onMine: () => void;
}) {
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onMine())}
      title={`${name} was changed meanwhile`}
      description="Somebody else saved it while you were changing it. Look at theirs, which discards what you changed here; or keep yours, which replaces theirs when you save."
      actions={
        <>
          <Button onClick={onTheirs}>Look at theirs</Button>
          <Button look="primary" onClick={onMine}>
            Keep mine
          </Button>
        </>
      }
    />
  );
}
