'use client';
import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { Keys } from '../tips/kbd.tsx';
import { listItemLooks } from '../fields/looks.ts';
import { classes } from '../class-names.ts';
import { backdropLooks } from './dialog.tsx';
import { distance, fits, type PaletteEntry } from './palette-search.ts';

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly { heading: string; entries: readonly PaletteEntry[] }[];
  onChoose: (entry: PaletteEntry) => void;
  placeholder?: string;
  /** Shown when nothing matches. */
  nothing?: string;
}

/** A search field with all places and actions below. Arrow keys choose, Enter runs the chosen one. */
export function CommandPalette({
  open,
  onOpenChange,
  groups,
  onChoose,
  placeholder = 'Go to a place or run an action',
  nothing = 'Nothing found.',
}: CommandPaletteProps) {
  const [query, setQuery] = useState('');
  const items = groups
    .map(({ heading, entries }) => ({
      value: heading,
      items: entries.toSorted((one, other) => distance(one, query) - distance(other, query)),
    }))
    .toSorted((one, other) => nearest(one.items, query) - nearest(other.items, query));
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      onOpenChangeComplete={(next) => {
        if (!next) setQuery('');
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={classes(backdropLooks, 'z-50')} />
        <Dialog.Popup
          aria-label={placeholder}
          className="fixed top-[12vh] left-1/2 z-50 flex max-h-[min(30rem,76vh)] w-140 max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-pop transition-opacity outline-none data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <Base.Root
            open
            inline
            value={query}
            onValueChange={(text: string) => setQuery(text)}
            items={items}
            autoHighlight="always"
            keepHighlight
            filter={(entry: PaletteEntry, query: string) => fits(entry, query)}
            itemToStringValue={(entry: PaletteEntry) => entry.title}
          >
            <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
              <Icon name="search" className="text-faint" />
              <Base.Input
                placeholder={placeholder}
                aria-label={placeholder}
                className="h-12 w-full bg-transparent text-14 outline-none"
              />
              <Keys keys={['Esc']} />
            </div>
            <Base.Empty className="px-4 text-13 text-soft not-empty:py-6">{nothing}</Base.Empty>
            <Base.List className="min-h-0 overflow-y-auto overscroll-contain p-1.5 [scroll-padding-block:2rem] data-empty:p-0">
              {(group: { value: string; items: PaletteEntry[] }) => (
                <Base.Group key={group.value} items={group.items}>
                  <Base.GroupLabel className="px-2 pt-2 pb-1 text-12 font-medium text-faint">
                    {group.value}
                  </Base.GroupLabel>
                  <Base.Collection>
                    {(entry: PaletteEntry) => (
                      <Base.Item
                        key={entry.id}
                        value={entry}
                        onClick={() => onChoose(entry)}
                        className={classes(listItemLooks, 'min-h-9 text-13')}
                      >
                        <Icon name={entry.icon ?? 'arrow-right'} className="text-soft" />
                        <span className="min-w-0 truncate">{entry.title}</span>
                        <span className="min-w-0 flex-1 truncate text-12 text-faint max-sm:hidden">
                          {entry.about}
                        </span>
                        {entry.keys && entry.keys.length > 0 ? <Keys keys={entry.keys} /> : null}
                      </Base.Item>
                    )}
                  </Base.Collection>
                </Base.Group>
              )}
            </Base.List>
          </Base.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function nearest(entries: readonly PaletteEntry[], query: string): number {
  return Math.min(...entries.filter((entry) => fits(entry, query)).map((entry) => distance(entry, query)), 3);
}
