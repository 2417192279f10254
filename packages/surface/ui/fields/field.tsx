'use client';
import { Field as Base } from '@base-ui/react/field';
import { useId, type FocusEvent, type ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface FieldProps {
  label: ReactNode;
  /** One line of help, always visible and linked to the control. */
  help?: ReactNode;
  /** What is wrong and what to do. If set, the control is marked as invalid. */
  error?: ReactNode;
  /** The same for a field that was not visited yet: shown faintly, without marking the control. */
  toDo?: ReactNode;
  optional?: boolean;
  /** To the right of the label: a link or a count. */
  aside?: ReactNode;
  name?: string;
  /** For a group of controls, which a `<label>` cannot name: renders a fieldset with a legend. */
  group?: boolean;
  /** Called when the focus leaves the field with all its controls. */
  onLeave?: (() => void) | undefined;
  className?: string;
  children: ReactNode;
}

/** A label, its control, its help and its problem, linked for screen readers. */
export function Field({
  label,
  help,
  error,
  toDo,
  optional = false,
  aside,
  name,
  group = false,
  onLeave,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const words = (
    <>
      {label}
      {optional ? <span className="font-normal text-faint"> (optional)</span> : null}
    </>
  );
  const invalid = error !== undefined && error !== null && error !== false;
  const leaving = onLeave ? { onBlur: (event: FocusEvent) => hasLeft(event) && onLeave() } : {};
  const looks = classes('flex min-w-0 flex-col gap-1', className);
  if (group) {
    const said = [
      invalid ? `${id}-error` : null,
      toDo && !invalid ? `${id}-to-do` : null,
      help ? `${id}-help` : null,
    ].filter(Boolean);
    // A group has no field of its own: its controls would share one id and get each other's labels.
    return (
      <fieldset
        {...leaving}
        data-invalid={invalid ? '' : undefined}
        aria-describedby={said.join(' ') || undefined}
        className={looks}
      >
        <legend className="mb-1 text-13 font-medium text-ink">{words}</legend>
        {children}
        {invalid ? (
          <p id={`${id}-error`} className={ERROR}>
            <ErrorWords>{error}</ErrorWords>
          </p>
        ) : null}
        {toDo && !invalid ? (
          <p id={`${id}-to-do`} className={TO_DO}>
            <ToDoWords>{toDo}</ToDoWords>
          </p>
        ) : null}
        {help ? (
          <p id={`${id}-help`} className={HELP}>
            {help}
          </p>
        ) : null}
      </fieldset>
    );
  }
  return (
    <Base.Root {...(name ? { name } : {})} invalid={invalid} {...leaving} className={looks}>
      <span className="flex items-baseline justify-between gap-2">
        <Base.Label className="text-13 font-medium text-ink">{words}</Base.Label>
        {aside ? <span className="text-12 text-faint">{aside}</span> : null}
      </span>
      {children}
      {invalid ? (
        <Base.Error match className={ERROR}>
          <ErrorWords>{error}</ErrorWords>
        </Base.Error>
      ) : null}
      {toDo && !invalid ? (
        <Base.Description className={TO_DO}>
          <ToDoWords>{toDo}</ToDoWords>
        </Base.Description>
      ) : null}
      {help ? <Base.Description className={HELP}>{help}</Base.Description> : null}
    </Base.Root>
  );
}

const ERROR = 'flex gap-1 text-12 text-broken';
const TO_DO = 'flex gap-1 text-12 text-soft';
const HELP = 'text-12 text-faint';

function ErrorWords({ children }: { children: ReactNode }) {
  return (
    <>
      <Icon name="warning" size={12} className="mt-0.5" />
      <span>{children}</span>
    </>
  );
}

function ToDoWords({ children }: { children: ReactNode }) {
  return (
    <>
      <Icon name="circle-dashed" size={12} className="mt-0.5 text-faint" />
      <span>
        <span className="sr-only">To do: </span>
        {children}
      </span>
    </>
  );
}

/** Whether the focus leaves the field. The field's own lists and dialogs are elsewhere in the document but count as inside. */
function hasLeft({ currentTarget: field, relatedTarget: to, target: from }: FocusEvent): boolean {
  if (!to || !field.contains(from) || field.contains(to)) return false;
  const popup = to.closest('[role="listbox"], [role="menu"], [role="dialog"]');
  return !popup || popup.contains(field);
}
