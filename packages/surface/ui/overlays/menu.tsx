'use client';
import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { listItemLooks, listLooks } from '../fields/looks.ts';
import { Icon } from '../icons/icon.tsx';
import { Keys } from '../tips/kbd.tsx';

export interface MenuEntry {
  label: string;
  icon?: string;
  keys?: readonly string[];
  /** A second line for entries that need more explanation. */
  help?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Shown with a tick, in menus that choose one of several. */
  chosen?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>;
  /** The entries. A `null` draws a line between groups. */
  entries: readonly (MenuEntry | null)[];
  /** A heading above the entries. */
  heading?: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
}

export function Menu({ trigger, entries, heading, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50">
          <Base.Popup className={classes(listLooks, 'max-h-(--available-height) min-w-45')}>
            {heading ? <div className="border-b border-line px-2 pt-1 pb-2 mb-1">{heading}</div> : null}
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The entries of a menu with lines between groups. */
export function MenuEntries({ entries }: Pick<MenuProps, 'entries'>) {
  return entries.map((entry, place) =>
    entry ? (
      <Entry key={entry.label} entry={entry} />
    ) : (
      <Base.Separator key={`line-${place}`} className="mx-2 my-1 h-px bg-line" />
    ),
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  return (
    <Base.Item
      onClick={entry.onSelect}
      disabled={entry.disabled ?? false}
      label={entry.label}
      className={classes(
        listItemLooks,
        entry.danger && 'text-broken data-highlighted:bg-broken-tint data-highlighted:text-broken',
      )}
    >
      {entry.icon ? <Icon name={entry.icon} size={14} className={entry.danger ? '' : 'text-soft'} /> : null}
      <span className="min-w-0 flex-1">
        {entry.label}
        {entry.help ? <span className="block max-w-70 text-12 text-faint">{entry.help}</span> : null}
      </span>
      {entry.chosen ? <Icon name="check" size={14} className="text-river" label="Chosen" /> : null}
      {entry.keys ? <Keys keys={entry.keys} /> : null}
    </Base.Item>
  );
}
