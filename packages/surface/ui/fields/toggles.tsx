'use client';
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Field } from '@base-ui/react/field';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId, type ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface ToggleProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Label beside it, which toggles it too. Without one give `aria-label`. */
  label?: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
  name?: string;
  'aria-label'?: string;
  className?: string;
}

function Labelled({
  label,
  help,
  helpId,
  wordsId,
  className,
  children,
  wordsFirst = false,
}: {
  label?: ReactNode;
  help?: ReactNode;
  helpId: string;
  wordsId?: string;
  className?: string | undefined;
  children: ReactNode;
  wordsFirst?: boolean;
}) {
  if (!label) return <>{children}</>;
  const words = (
    <span className="min-w-0 flex-1">
      <span id={wordsId} className="block text-13 text-ink">
        {label}
      </span>
      {help ? (
        <span id={helpId} className="block text-12 text-faint">
          {help}
        </span>
      ) : null}
    </span>
  );
  return (
    <label className={classes('flex min-h-6 cursor-pointer items-start gap-2.5', className)}>
      {wordsFirst ? (
        <>
          {words}
          {children}
        </>
      ) : (
        <>
          {children}
          {words}
        </>
      )}
    </label>
  );
}

/**
 * Names a toggle that has a field of its own: several toggles in one field would share its label and ids.
 * @returns ids for label and help, and the props that name the toggle by them
 */
function useOwnName(label: ReactNode, help: ReactNode, spoken: string | undefined) {
  const id = useId();
  const [wordsId, helpId] = [`${id}-words`, `${id}-help`];
  const name = label ? { 'aria-labelledby': wordsId } : { 'aria-label': spoken };
  return { wordsId, helpId, named: { ...name, 'aria-describedby': label && help ? helpId : undefined } };
}

const OWN_FIELD = 'contents';

/** A switch: on or off, with immediate effect. */
export function Switch({
  checked,
  onCheckedChange,
  label,
  help,
  disabled = false,
  name,
  className,
  'aria-label': spoken,
}: ToggleProps) {
  const { wordsId, helpId, named } = useOwnName(label, help, spoken);
  return (
    <Field.Root className={OWN_FIELD}>
      <Labelled label={label} help={help} helpId={helpId} wordsId={wordsId} className={className} wordsFirst>
        <BaseSwitch.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          disabled={disabled}
          {...named}
          {...(name ? { name } : {})}
          className="mt-px inline-flex h-4.5 w-8 shrink-0 cursor-pointer items-center rounded-full border border-control bg-sunken p-px transition-colors data-checked:border-press data-checked:bg-press data-disabled:opacity-50"
        >
          <BaseSwitch.Thumb className="size-3.5 rounded-full bg-control transition-[translate,background-color] data-checked:translate-x-3.5 data-checked:bg-on-press" />
        </BaseSwitch.Root>
      </Labelled>
    </Field.Root>
  );
}

/** A checkbox: one of several independent choices, or an agreement. */
export function Checkbox({
  checked,
  onCheckedChange,
  label,
  help,
  disabled = false,
  name,
  className,
  'aria-label': spoken,
}: ToggleProps) {
  const { wordsId, helpId, named } = useOwnName(label, help, spoken);
  return (
    <Field.Root className={OWN_FIELD}>
      <Labelled label={label} help={help} helpId={helpId} wordsId={wordsId} className={className}>
        <BaseCheckbox.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          disabled={disabled}
          {...named}
          {...(name ? { name } : {})}
          className="mt-0.5 inline-flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-sm border border-control bg-raised text-on-press data-checked:border-press data-checked:bg-press data-disabled:opacity-50"
        >
          <BaseCheckbox.Indicator>
            <Icon name="check" size={12} />
          </BaseCheckbox.Indicator>
        </BaseCheckbox.Root>
      </Labelled>
    </Field.Root>
  );
}

export interface RadioGroupProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; help?: ReactNode; disabled?: boolean }[];
  /** Shows the choice without letting it be changed. */
  disabled?: boolean;
  name?: string;
  'aria-label'?: string;
  className?: string;
}

/** Two to five exclusive choices, each with a line of help. For more use a Select. */
export function RadioGroup<Value extends string>({
  value,
  onValueChange,
  options,
  disabled = false,
  name,
  className,
  'aria-label': spoken,
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <BaseRadioGroup
      value={value ?? undefined}
      onValueChange={(next) => onValueChange(next as Value)}
      disabled={disabled}
      aria-label={spoken}
      {...(name ? { name } : {})}
      className={classes('flex flex-col gap-2', className)}
    >
      {options.map((option) => (
        <Labelled
          key={option.value}
          label={option.label}
          help={option.help}
          helpId={`${id}-${option.value}-help`}
          wordsId={`${id}-${option.value}`}
        >
          {/* Otherwise every option inside a field would get the first one's label. */}
          <Radio.Root
            value={option.value}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={option.help ? `${id}-${option.value}-help` : undefined}
            disabled={option.disabled ?? false}
            className="mt-0.5 inline-flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-full border border-control bg-raised data-checked:border-river data-disabled:opacity-50"
          >
            <Radio.Indicator className="size-2 rounded-full bg-river" />
          </Radio.Root>
        </Labelled>
      ))}
    </BaseRadioGroup>
  );
}
