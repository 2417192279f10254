'use client';
import { absoluteTime, Button, Dialog } from '@millrace/ui';
import { CopyButton } from '../../lists/copy-button.tsx';

export interface OneTimeLink {
  readonly name: string;
  readonly link: string;
  readonly expiresAt: number | Date;
}

/** Shows a one-time link. Only its hash is stored, so it cannot be shown again. */
export function LinkDialog({ link, onClose }: { link: OneTimeLink; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Give this link to ${link.name}`}
      description={`It works once, until ${absoluteTime(Number(link.expiresAt), Intl.DateTimeFormat().resolvedOptions().timeZone)}. It is not shown again. You can create a new one at any time.`}
      actions={
        <Button look="primary" onClick={onClose}>
          I have passed it on
        </Button>
      }
    >
      <div className="flex items-center gap-2 rounded-md bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-12 break-all">{link.link}</code>
        <CopyButton text={link.link} label="Copy the link" />
      </div>
    </Dialog>
  );
}
