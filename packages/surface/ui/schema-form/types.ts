import type { FormField } from './read-schema.ts';

/** Values the panel edits. May be unfinished: a draft is saved as it is. */
export type FormValue = Readonly<Record<string, unknown>>;

/** What every control is given. `Node` is what the framework can draw. */
export interface ControlProps<Value = unknown> {
  readonly field: FormField;
  /** Dotted path from the root of the form. */
  readonly path: string;
  readonly value: Value;
  onChange(value: unknown): void;
  /** What is wrong here, already shown under the control; marks its edge. */
  readonly problem: string | null;
  readonly disabled: boolean;
  /** The whole form's value, for controls that depend on their neighbours. */
  readonly root: FormValue;
  /** Problems of the whole form by dotted path, for controls with parts of their own (`paths.0.label`). */
  readonly problems: Readonly<Record<string, string>>;
  /** ISO 4217 code of the store. */
  readonly currency: string;
}
