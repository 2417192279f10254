'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef, type ReactElement, type ReactNode, type RefObject } from 'react';
import { classes } from '../class-names.ts';
import { IconButton } from '../press/icon-button.tsx';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons; the acting one is last. */
  actions?: ReactNode;
  width?: 'narrow' | 'medium' | 'wide';
  trigger?: ReactElement<Record<string, unknown>>;
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const WIDTHS = { narrow: 'w-100', medium: 'w-140', wide: 'w-240' } as const;

/** The first field, which gets the focus. Without one the dialog itself does, so that no button is pressed by accident. */
const FIRST_FIELD = 'input:not([type=hidden]):not([disabled]), textarea:not([disabled]), [role=combobox]';

const firstField = (within: HTMLElement | null): HTMLElement | undefined =>
  [...(within?.querySelectorAll<HTMLElement>(FIRST_FIELD) ?? [])].find(
    (field) => field.getClientRects().length > 0,
  );

export const backdropLooks =
  'fixed inset-0 z-40 bg-shade transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0';

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  actions,
  width = 'medium',
  trigger,
  initialFocus,
  children,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLooks} />
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? (() => firstField(popup.current) ?? popup.current)}
          className={classes(
            'fixed top-[10vh] left-1/2 z-40 flex max-h-[80vh] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface shadow-pop outline-none',
            'transition-[opacity,translate] data-starting-style:-translate-y-1 data-starting-style:opacity-0 data-ending-style:opacity-0',
            WIDTHS[width],
          )}
        >
          <header className="px-5 pt-4 pr-14 pb-3">
            <Base.Title className="text-16 font-semibold text-ink">{title}</Base.Title>
            {description ? (
              <Base.Description className="mt-0.5 text-13 text-soft">{description}</Base.Description>
            ) : null}
          </header>
          {children ? <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div> : null}
          {actions ? (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
          ) : null}
          <span className="absolute top-3 right-3">
            <Base.Close render={<IconButton icon="x" label="Close" size="small" />} />
          </span>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
