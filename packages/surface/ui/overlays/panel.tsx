'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { IconButton } from '../press/icon-button.tsx';
import { backdropLooks } from './dialog.tsx';

export interface PanelProps extends Omit<ComponentProps<'aside'>, 'title'> {
  title: ReactNode;
  /** Small line over or under the title. */
  subtitle?: ReactNode;
  /** Before the title, such as an icon in its family's colour. */
  mark?: ReactNode;
  actions?: ReactNode;
  onClose?: () => void;
  footer?: ReactNode;
}

function PanelBody({
  title,
  subtitle,
  mark,
  actions,
  footer,
  close,
  children,
}: Omit<PanelProps, 'onClose'> & { close?: ReactNode }) {
  return (
    <>
      <header className="flex min-h-13 items-center gap-3 border-b border-line py-2 pr-3 pl-4">
        {mark}
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-14 font-semibold text-ink">{title}</h2>
          {subtitle ? <p className="text-12 text-faint">{subtitle}</p> : null}
        </div>
        {actions}
        {close}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
      {footer ? <footer className="border-t border-line px-4 py-3">{footer}</footer> : null}
    </>
  );
}

/** The 380 px column on the right, for the selected item. It is beside the page, not over it. */
export function Panel({
  title,
  subtitle,
  mark,
  actions,
  onClose,
  footer,
  className,
  children,
  ...rest
}: PanelProps) {
  return (
    <aside
      {...rest}
      className={classes(
        'flex h-full w-95 max-w-full shrink-0 flex-col border-l border-line bg-surface',
        className,
      )}
    >
      <PanelBody
        title={title}
        subtitle={subtitle}
        mark={mark}
        actions={actions}
        footer={footer}
        close={
          onClose ? (
            <IconButton icon="x" label="Close panel" keys={['Esc']} size="small" onClick={onClose} />
          ) : null
        }
      >
        {children}
      </PanelBody>
    </aside>
  );
}

export interface DrawerProps extends Omit<PanelProps, 'onClose' | 'title'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: 'left' | 'right' | 'bottom';
}

const SIDES = {
  right: 'inset-y-0 right-0 w-95 border-l data-starting-style:translate-x-4 data-ending-style:translate-x-4',
  left: 'inset-y-0 left-0 w-70 border-r data-starting-style:-translate-x-4 data-ending-style:-translate-x-4',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t data-starting-style:translate-y-4 data-ending-style:translate-y-4',
} as const;

/** The same panel over the page, for phones and for a single row of a list. */
export function Drawer({
  open,
  onOpenChange,
  title,
  side = 'right',
  className,
  subtitle,
  mark,
  actions,
  footer,
  children,
}: DrawerProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={backdropLooks} />
        <Base.Popup
          aria-label={title}
          className={classes(
            'fixed z-40 flex max-w-full flex-col border-line bg-surface shadow-pop outline-none transition-[opacity,translate] data-starting-style:opacity-0 data-ending-style:opacity-0',
            SIDES[side],
            className,
          )}
        >
          <PanelBody
            title={title}
            subtitle={subtitle}
            mark={mark}
            actions={actions}
            footer={footer}
            close={<Base.Close render={<IconButton icon="x" label="Close" keys={['Esc']} size="small" />} />}
          >
            {children}
          </PanelBody>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
