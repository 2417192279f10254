'use client';
import { Field as Base } from '@base-ui/react/field';
import type { FocusEvent, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface FieldProps {
  label: ReactNode;
  /** One line that helps; always visible, tied to the control. */
  help?: ReactNode;
  /** What is wrong and what to do; its presence marks the control as invalid. */
  error?: ReactNode;
  /** The same said quietly, of a field nobody has been in yet; the control is not marked. */
  toDo?: ReactNode;
  optional?: boolean;
  /** To the right of the label: a link or a count. */
  aside?: ReactNode;
  name?: string;
  /** For groups of controls, which a `<label>` cannot name: draws a fieldset with a legend. */
  group?: boolean;
  /** Told when the keyboard leaves the field, whatever it is made of. */
  onLeave?: (() => void) | undefined;
  className?: string;
  children: ReactNode;
}

/** A label, its control, its help and its problem, tied together for people who hear the page. */
export function Field({ label, help, error, toDo, optional = false, aside, name, group = false, onLeave, className, children }: FieldProps) {
  const words = (
    <>
      {label}
      {optional ? <span className="font-normal text-faint"> (optional)</span> : null}
    </>
  );
  const invalid = error !== undefined && error !== null && error !== false;
  return (
    <Base.Root
      {...(name ? { name } : {})}
      invalid={invalid}
      {...(onLeave
        ? {
            onBlur: (event: FocusEvent) => {
              const { currentTarget: field, relatedTarget: to, target: from } = event;
              if (!to || !field.contains(from) || field.contains(to)) return;
              // Lists and dialogs of the field lie elsewhere on the page; being in one of them is being in the field.
              const popup = to.closest('[role="listbox"], [role="menu"], [role="dialog"]');
              if (!popup || popup.contains(field)) onLeave();
            },
          }
        : {})}
      className={classes('flex min-w-0 flex-col gap-1', className)}
      {...(group ? { render: <fieldset /> } : {})}
    >
      {group ? (
        <legend className="mb-1 text-13 font-medium text-ink">{words}</legend>
      ) : (
        <span className="flex items-baseline justify-between gap-2">
          <Base.Label className="text-13 font-medium text-ink">{words}</Base.Label>
          {aside ? <span className="text-12 text-faint">{aside}</span> : null}
        </span>
      )}
      {children}
      {invalid ? (
        <Base.Error match className="flex gap-1 text-12 text-broken">
          <Icon name="warning" size={12} className="mt-0.5" />
          <span>{error}</span>
        </Base.Error>
      ) : null}
      {toDo && !invalid ? (
        <Base.Description className="flex gap-1 text-12 text-soft">
          <Icon name="circle-dashed" size={12} className="mt-0.5 text-faint" />
          <span>
            <span className="sr-only">To do: </span>
            {toDo}
          </span>
        </Base.Description>
      ) : null}
      {help ? <Base.Description className="text-12 text-faint">{help}</Base.Description> : null}
    </Base.Root>
  );
}
