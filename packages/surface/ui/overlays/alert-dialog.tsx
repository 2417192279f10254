'use client';
import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../press/button.tsx';
import { backdropLooks } from './dialog.tsx';

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: "Stop this flow?" */
  title: ReactNode;
  /** The consequence, with the number of people affected. */
  description: ReactNode;
  /** Label of the confirm button, with a verb: "Stop for 214 people". */
  confirm: string;
  onConfirm: () => void;
  cancel?: string;
  danger?: boolean;
  busy?: boolean;
  trigger?: ReactElement<Record<string, unknown>>;
  children?: ReactNode;
}

/** Asks before something that cannot be undone. The focus starts on the button that changes nothing. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  description,
  confirm,
  onConfirm,
  cancel = 'Keep as it is',
  danger = true,
  busy = false,
  trigger,
  children,
}: AlertDialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLooks} />
        <Base.Popup className="fixed top-[18vh] left-1/2 z-40 w-110 max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg border border-line bg-surface p-5 shadow-pop transition-opacity outline-none data-starting-style:opacity-0 data-ending-style:opacity-0">
          <Base.Title className="text-16 font-semibold text-ink">{title}</Base.Title>
          <Base.Description className="mt-1 text-13 text-soft">{description}</Base.Description>
          {children ? <div className="mt-4">{children}</div> : null}
          <footer className="mt-5 flex justify-end gap-2">
            <Base.Close render={<Button>{cancel}</Button>} />
            <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
