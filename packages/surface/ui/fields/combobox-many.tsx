'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { ComboboxList } from './combobox-list.tsx';
import { boxLooks } from './looks.ts';
import type { Choice } from './select.tsx';

export interface ComboboxManyProps {
  /** The chosen options, in the order of choosing. */
  value: readonly Choice[];
  onValueChange: (value: readonly Choice[]) => void;
  /** Options that match the typed text; filtering is the caller's. */
  options: readonly Choice[];
  onInputValueChange: (text: string) => void;
  placeholder?: string;
  nothing?: string;
  note?: string | undefined;
  /** Whether Enter takes the first option. Otherwise an arrow key has to reach it first. */
  highlightFirst?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  'aria-label': string;
}

/** Chooses several options from a long list. Each chosen one is a chip that can be removed, also with Backspace. */
export function ComboboxMany({
  value,
  onValueChange,
  options,
  onInputValueChange,
  placeholder,
  nothing = 'Nothing found',
  note,
  highlightFirst = true,
  invalid = false,
  disabled = false,
  'aria-label': spoken,
}: ComboboxManyProps) {
  return (
    <Base.Root
      multiple
      items={options}
      filteredItems={options}
      value={[...value]}
      onValueChange={(next: Choice[]) => onValueChange(next)}
      onInputValueChange={(text: string) => onInputValueChange(text)}
      isItemEqualToValue={(one: Choice, other: Choice) => one.value === other.value}
      autoHighlight={highlightFirst}
      disabled={disabled}
    >
      <Base.InputGroup
        className={classes(
          boxLooks,
          'flex min-h-8 flex-wrap items-center gap-1 p-1 focus-within:border-river',
        )}
        data-invalid={invalid ? '' : undefined}
      >
        <Base.Chips className="contents" aria-label={`${spoken}: chosen`}>
          {value.map((one) => (
            <Base.Chip
              key={one.value}
              aria-label={one.label}
              className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm bg-sunken pl-1.5 text-12 outline-offset-1 data-highlighted:bg-river-tint"
            >
              <span className="truncate" title={one.label}>
                {one.label}
              </span>
              <Base.ChipRemove
                aria-label={`Remove ${one.label}`}
                className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm text-faint hover:text-ink"
              >
                <Icon name="x" size={12} />
              </Base.ChipRemove>
            </Base.Chip>
          ))}
          <Base.Input
            aria-label={spoken}
            aria-invalid={invalid || undefined}
            placeholder={value.length === 0 ? placeholder : undefined}
            className="h-6 min-w-16 flex-1 bg-transparent px-1.5 outline-none pointer-coarse:text-16"
          />
        </Base.Chips>
      </Base.InputGroup>
      <ComboboxList nothing={nothing} note={note} />
    </Base.Root>
  );
}
