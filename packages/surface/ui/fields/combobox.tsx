'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { boxLooks, listItemLooks, listLooks } from './looks.ts';
import type { Choice } from './select.tsx';

export interface ComboboxProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value | null) => void;
  options: readonly Choice<Value>[];
  placeholder?: string;
  /** Said when nothing fits what was typed. */
  nothing?: string;
  /** Told what is typed, for options that come from a server. */
  onInputValueChange?: (text: string) => void;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** A select that can be typed into, for lists longer than a dozen. */
export function Combobox<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  nothing = 'Nothing fits',
  onInputValueChange,
  id,
  disabled = false,
  invalid,
  className,
  'aria-label': spoken,
}: ComboboxProps<Value>) {
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root
      items={options}
      value={chosen}
      onValueChange={(next: Choice<Value> | null) => onValueChange(next?.value ?? null)}
      isItemEqualToValue={(one: Choice<Value>, other: Choice<Value>) => one.value === other.value}
      {...(onInputValueChange ? { onInputValueChange: (text: string) => onInputValueChange(text) } : {})}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup className={classes('relative flex', className)}>
        <Base.Input
          id={id}
          aria-label={spoken}
          aria-invalid={invalid || undefined}
          placeholder={placeholder}
          className={classes(boxLooks, 'h-8 pr-8 pl-2.5')}
        />
        <Base.Trigger
          aria-label="Show choices"
          className="absolute inset-y-0 right-0 flex w-8 cursor-pointer items-center justify-center text-faint hover:text-ink"
        >
          <Icon name="sort" size={14} />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50">
          <Base.Popup className={classes(listLooks, 'max-w-90')}>
            <Base.Empty className="px-2 text-12 text-faint not-empty:py-2">{nothing}</Base.Empty>
            <Base.List>
              {(option: Choice<Value>) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled ?? false} className={listItemLooks}>
                  {option.icon ? <Icon name={option.icon} size={14} className="text-soft" /> : null}
                  <span className="min-w-0 flex-1">
                    {option.label}
                    {option.help ? <span className="block text-12 text-faint">{option.help}</span> : null}
                  </span>
                  <Base.ItemIndicator>
                    <Icon name="check" size={14} className="text-river" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
