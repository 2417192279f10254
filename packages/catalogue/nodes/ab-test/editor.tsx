import { SchemaForm } from '@millrace/ui';
import type { NodeEditorProps } from '../editors.tsx';
import { WeightsControl } from '../weights-control.tsx';
import { abTest } from './definition.ts';

export function AbTestEditor({ config, onChange, problems, controls, currency, disabled }: NodeEditorProps) {
  return (
    <SchemaForm
      schema={abTest.config}
      value={config}
      onChange={onChange}
      problems={problems}
      controls={{ ...controls, weights: WeightsControl }}
      currency={currency}
      disabled={disabled}
    />
  );
}
