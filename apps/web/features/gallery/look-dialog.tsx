'use client';
import { Button, Dialog } from '@millrace/ui';
import type { ReactNode } from 'react';

/** Shows a template, with a button that makes a flow from it. */
export function LookDialog({
  title,
  description,
  busy,
  onUse,
  onClose,
  children,
}: {
  title: string;
  description?: string | undefined;
  busy: boolean;
  /** Undefined for users who may not create flows. */
  onUse: (() => void) | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={description}
      width="wide"
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
          {onUse ? (
            <Button look="primary" busy={busy} onClick={onUse}>
              Use this flow
            </Button>
          ) : null}
        </>
      }
    >
      {children}
    </Dialog>
  );
}
