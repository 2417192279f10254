'use client';
import { Button, Dialog } from '@millrace/ui';
import { CopyButton } from '../../lists/copy-button.tsx';

/** Shows a new key. Only its hash is stored, so it cannot be shown again. */
export function ShownOnce({
  made,
  onClose,
}: {
  made: { readonly name: string; readonly key: string };
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`The key for ${made.name}`}
      description="Copy it now. It is not shown again. If you lose it, revoke it and create another."
      actions={
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex items-center gap-2 rounded-md bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-13 break-all">{made.key}</code>
        <CopyButton text={made.key} label="Copy the key" />
      </div>
      <p className="mt-3 text-13 text-soft">
        Sent with each call as <code className="font-mono text-12">Authorization: Bearer …</code>
      </p>
    </Dialog>
  );
}
