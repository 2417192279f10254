import type { FormField } from './read-schema.ts';

/** The values of a form. They may be incomplete, since drafts are saved as they are. */
export type FormValue = Readonly<Record<string, unknown>>;

/** The props of every control. */
export interface ControlProps<Value = unknown> {
  readonly field: FormField;
  /** Dotted path from the root of the form. */
  readonly path: string;
  readonly value: Value;
  onChange(value: unknown): void;
  /** The problem of this field. The form shows it; the control marks its edge. */
  readonly problem: string | null;
  readonly disabled: boolean;
  /** The value of the whole form, for controls that depend on other fields. */
  readonly root: FormValue;
  /** Problems of the whole form by dotted path, for controls with parts of their own (`paths.0.label`). */
  readonly problems: Readonly<Record<string, string>>;
  /** ISO 4217 code of the store. */
  readonly currency: string;
}
