'use client';
import { useMemo, type ComponentType } from 'react';
import type { z } from 'zod';
import { classes } from '../class-names.ts';
import { Field } from '../fields/field.tsx';
import { isAsked, readSchema, type FormField } from './read-schema.ts';
import { GROUP_CONTROLS, LABELLED_CONTROLS, SIMPLE_CONTROLS } from './simple-controls.tsx';
import type { ControlProps, FormValue } from './types.ts';

/** A control of the caller, for values this package does not know, such as events, conditions and messages. */
export type Control = ComponentType<ControlProps>;

export interface SchemaFormProps {
  /** A zod object whose fields carry `.meta({ title, description, control })`. */
  schema: z.ZodType;
  value: FormValue;
  /** Called with the dotted path and the new value; `undefined` removes the field. `setAt` applies it. */
  onChange: (path: string, value: unknown) => void;
  /** Problems as sentences, by dotted path. */
  problems?: Readonly<Record<string, string>>;
  /** Problems of fields not visited yet, shown faintly. */
  toDo?: Readonly<Record<string, string>>;
  /** Called with the dotted path of a field when the focus leaves it. */
  onTouch?: ((path: string) => void) | undefined;
  controls?: Readonly<Record<string, Control>>;
  /** Names of controls, besides `switch`, that render their own label and problem. */
  selfLabelled?: readonly string[];
  currency?: string;
  disabled?: boolean;
  className?: string;
}

/** A form built from a schema, which gives labels, help and order. */
export function SchemaForm({
  schema,
  value,
  onChange,
  problems = {},
  toDo = {},
  onTouch,
  controls = {},
  selfLabelled = [],
  currency = 'USD',
  disabled = false,
  className,
}: SchemaFormProps) {
  const fields = useMemo(() => readSchema(schema), [schema]);
  const shared: Shared = {
    root: value,
    onChange,
    problems,
    toDo,
    onTouch,
    controls,
    selfLabelled,
    currency,
    disabled,
  };
  return (
    <div className={classes('flex flex-col gap-4', className)}>
      <Fields fields={fields} value={value} prefix="" shared={shared} />
    </div>
  );
}

interface Shared {
  root: FormValue;
  onChange: (path: string, value: unknown) => void;
  problems: Readonly<Record<string, string>>;
  toDo: Readonly<Record<string, string>>;
  onTouch: ((path: string) => void) | undefined;
  controls: Readonly<Record<string, Control>>;
  selfLabelled: readonly string[];
  currency: string;
  disabled: boolean;
}

function Fields({
  fields,
  value,
  prefix,
  shared,
}: {
  fields: readonly FormField[];
  value: FormValue;
  prefix: string;
  shared: Shared;
}) {
  return fields
    .filter((field) => field.control !== 'hidden' && isAsked(field, value, fields))
    .map((field) => (
      <OneField
        key={field.key}
        field={field}
        value={value[field.key]}
        path={prefix + field.key}
        shared={shared}
      />
    ));
}

/** Whether a field may stay empty. One that drafts may leave out, but that is asked for, says so by `.meta({ needed: true })`. */
const isOptional = ({ required, fallback, meta }: FormField): boolean =>
  !required && fallback === undefined && meta['needed'] !== true;

function OneField({
  field,
  value,
  path,
  shared,
}: {
  field: FormField;
  value: unknown;
  path: string;
  shared: Shared;
}) {
  const { controls, problems, toDo, onTouch, onChange, root, currency, disabled } = shared;
  if (field.control === 'group' && !controls['group']) {
    const inside =
      typeof value === 'object' && value !== null
        ? (value as FormValue)
        : ((field.fallback ?? {}) as FormValue);
    return (
      <Field label={field.label} help={field.help} error={problems[path]} toDo={toDo[path]} group>
        <div className="flex flex-col gap-3 border-l-2 border-line pl-3">
          <Fields fields={field.fields} value={inside} prefix={`${path}.`} shared={shared} />
        </div>
      </Field>
    );
  }
  const Drawn = controls[field.control] ?? SIMPLE_CONTROLS[field.control];
  if (!Drawn)
    return (
      <Field label={field.label} help={field.help} group>
        <p className="text-12 text-faint">This setting cannot be changed here.</p>
      </Field>
    );
  const drawn = (
    <Drawn
      field={field}
      path={path}
      value={value}
      onChange={(next) => onChange(path, next)}
      problem={problems[path] ?? null}
      disabled={disabled}
      root={root}
      problems={problems}
      currency={currency}
    />
  );
  const own = LABELLED_CONTROLS.has(field.control) || shared.selfLabelled.includes(field.control);
  if (own) return drawn;
  const group = GROUP_CONTROLS.has(field.control) || !(field.control in SIMPLE_CONTROLS);
  return (
    <Field
      label={field.label}
      help={field.help}
      error={problems[path]}
      toDo={toDo[path]}
      onLeave={onTouch ? () => onTouch(path) : undefined}
      group={group}
      optional={isOptional(field) && !group}
    >
      {drawn}
    </Field>
  );
}
