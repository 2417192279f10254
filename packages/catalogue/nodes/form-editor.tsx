import { SchemaForm, type SchemaFormProps } from '@millrace/ui';
import type { z } from 'zod';
import type { NodeEditorProps } from './editors.tsx';

/** The panel of a kind that is a form of its settings, with controls of its own by their names in the schema. */
export const formEditor = (schema: z.ZodType, own: NonNullable<SchemaFormProps['controls']>) =>
  function FormEditor({ config, onChange, problems, controls, currency, disabled }: NodeEditorProps) {
    return (
      <SchemaForm
        schema={schema}
        value={config}
        onChange={onChange}
        problems={problems}
        controls={{ ...controls, ...own }}
        currency={currency}
        disabled={disabled}
      />
    );
  };
