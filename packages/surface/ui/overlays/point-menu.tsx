'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { useMemo } from 'react';
import { classes } from '../class-names.ts';
import { listLooks } from '../fields/looks.ts';
import { MenuEntries, type MenuEntry } from './menu.tsx';

export interface PointMenuProps {
  /** Where it opens, in viewport pixels. */
  at: { readonly x: number; readonly y: number };
  /** Name of the menu, for screen readers. */
  label: string;
  entries: readonly (MenuEntry | null)[];
  onClose: () => void;
}

/** A context menu, opened by right click or the menu key at a point. It has the focus until it is closed. */
export function PointMenu({ at, label, entries, onClose }: PointMenuProps) {
  const { x, y } = at;
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y]);
  return (
    <Base.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="start" sideOffset={2} className="z-50">
          <Base.Popup
            aria-label={label}
            className={classes(listLooks, 'max-h-(--available-height) min-w-56')}
          >
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
