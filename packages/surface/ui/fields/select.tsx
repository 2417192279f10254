'use client';
import { Select as Base } from '@base-ui/react/select';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { boxLooks, listItemLooks, listLooks } from './looks.ts';

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
  /** A second line that helps to choose. */
  help?: string;
  icon?: string;
  /** Address of a small picture; shown only in comboboxes. */
  image?: string | null;
  /** Text at the end of the line, such as a count; shown only in comboboxes. */
  aside?: string;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly Choice<Value>[];
  placeholder?: string;
  id?: string;
  name?: string;
  disabled?: boolean;
  invalid?: boolean;
  size?: 'small' | 'medium';
  'aria-label'?: string;
  className?: string;
}

export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = 'Choose',
  id,
  name,
  disabled,
  invalid,
  size = 'medium',
  className,
  'aria-label': label,
}: SelectProps<Value>) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      modal={false}
      {...(name ? { name } : {})}
      {...(disabled ? { disabled } : {})}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={classes(
          boxLooks,
          'flex items-center justify-between gap-2 pr-2 pl-2.5 text-left',
          size === 'small' ? 'h-7' : 'h-8',
          className,
        )}
      >
        <Base.Value placeholder={placeholder} className="min-w-0 truncate data-placeholder:text-faint" />
        <Base.Icon>
          <Icon name="sort" size={14} className="text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={classes(listLooks, 'max-w-90')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={listItemLooks}
                >
                  {option.icon ? <Icon name={option.icon} size={14} className="text-soft" /> : null}
                  <span className="min-w-0 flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.help ? <span className="block text-12 text-faint">{option.help}</span> : null}
                  </span>
                  <Base.ItemIndicator>
                    <Icon name="check" size={14} className="text-river" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
