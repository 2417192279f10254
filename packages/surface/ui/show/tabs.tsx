'use client';
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';

export interface TabsProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  tabs: readonly { value: Value; label: ReactNode; content?: ReactNode }[];
  /** `line` below the title of a screen; `pill` for modes, such as Build, Rehearse and Watch. */
  look?: 'line' | 'pill';
  label?: string;
  className?: string;
}

export function Tabs<Value extends string>({
  value,
  onValueChange,
  tabs,
  look = 'line',
  label,
  className,
}: TabsProps<Value>) {
  const pill = look === 'pill';
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onValueChange(next)} className={className}>
      <Base.List
        aria-label={label}
        activateOnFocus
        className={classes(
          'relative flex',
          pill ? 'w-fit rounded-md border border-line bg-sunken p-0.5' : 'gap-5 border-b border-line',
        )}
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className={classes(
              'relative z-1 flex cursor-pointer items-center gap-1.5 text-13 whitespace-nowrap text-soft transition-colors hover:text-ink data-active:font-medium data-active:text-ink',
              pill ? 'h-6.5 rounded-sm px-3' : 'h-9 rounded-sm',
            )}
          >
            {tab.label}
          </Base.Tab>
        ))}
        <Base.Indicator
          className={classes(
            'absolute left-0 w-(--active-tab-width) translate-x-(--active-tab-left) transition-[translate,width]',
            pill
              ? 'top-0.5 h-6.5 rounded-sm bg-raised shadow-lift'
              : '-bottom-px h-0.5 rounded-full bg-river',
          )}
        />
      </Base.List>
      {tabs.map((tab) =>
        tab.content === undefined ? null : (
          <Base.Panel key={tab.value} value={tab.value} className="pt-4">
            {tab.content}
          </Base.Panel>
        ),
      )}
    </Base.Root>
  );
}
