'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { useRef } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { ComboboxList } from './combobox-list.tsx';
import { boxLooks } from './looks.ts';
import type { Choice } from './select.tsx';

export interface ComboboxProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value | null) => void;
  options: readonly Choice<Value>[];
  placeholder?: string;
  /** Shown when no option matches the typed text. */
  nothing?: string;
  /** Called with the typed text, for options that come from a server. */
  onInputValueChange?: (text: string) => void;
  /** Whether `options` are already filtered by the typed text. The chosen one need not be among them. */
  filtered?: boolean;
  chosen?: Choice<Value> | null;
  /** Whether Enter takes the first option. Otherwise an arrow key or the pointer has to reach it first. */
  highlightFirst?: boolean;
  /** A line under the list, such as what else may be typed. */
  note?: string;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** A select with a search field, for more than a dozen options. */
export function Combobox<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  nothing = 'Nothing found',
  onInputValueChange,
  filtered = false,
  chosen: given,
  highlightFirst = true,
  note,
  id,
  disabled = false,
  invalid,
  className,
  'aria-label': spoken,
}: ComboboxProps<Value>) {
  const chosen = useSame(given ?? options.find((option) => option.value === value) ?? null);
  const highlighted = useRef({ any: false, wentThere: false });
  return (
    <Base.Root
      items={options}
      value={chosen}
      onValueChange={(next: Choice<Value> | null) => onValueChange(next?.value ?? null)}
      isItemEqualToValue={(one: Choice<Value>, other: Choice<Value>) => one.value === other.value}
      {...(onInputValueChange ? { onInputValueChange: (text: string) => onInputValueChange(text) } : {})}
      {...(filtered ? { filteredItems: options } : {})}
      disabled={disabled}
      autoHighlight={highlightFirst}
      onItemHighlighted={(option, { reason }) => {
        highlighted.current = { any: option !== undefined, wentThere: reason !== 'none' };
      }}
    >
      <Base.InputGroup className={classes('relative flex', className)}>
        <Base.Input
          id={id}
          aria-label={spoken}
          aria-invalid={invalid || undefined}
          placeholder={placeholder}
          onKeyDown={(event) => {
            // With the list closed, Escape is for the surrounding dialog. The combobox would clear its value.
            if (event.key === 'Escape' && event.currentTarget.getAttribute('aria-expanded') !== 'true')
              event.preventBaseUIHandler();
            const { any, wentThere } = highlighted.current;
            if (highlightFirst || wentThere) return;
            // The highlight may be left from the list before the last letter, so the arrow moves to the first option.
            const arrives = event.key === 'ArrowDown' && any;
            if (event.key !== 'Enter' && !arrives) return;
            highlighted.current = { any, wentThere: arrives };
            event.preventBaseUIHandler();
            event.preventDefault();
          }}
          className={classes(boxLooks, 'h-8 pr-8 pl-2.5')}
        />
        <Base.Trigger
          aria-label="Show choices"
          className="absolute inset-y-0 right-0 flex w-8 cursor-pointer items-center justify-center text-faint hover:text-ink"
        >
          <Icon name="sort" size={14} />
        </Base.Trigger>
      </Base.InputGroup>
      <ComboboxList nothing={nothing} note={note} />
    </Base.Root>
  );
}

/** The chosen option as first given: an equal new object, from options loaded late, would reset the typed text. */
function useSame<Value extends string>(chosen: Choice<Value> | null): Choice<Value> | null {
  const last = useRef(chosen);
  if (last.current?.value !== chosen?.value || last.current?.label !== chosen?.label) last.current = chosen;
  return last.current;
}
