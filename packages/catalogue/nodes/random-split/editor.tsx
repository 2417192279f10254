import { SchemaForm } from '@millrace/ui';
import type { NodeEditorProps } from '../editors.tsx';
import { WeightsControl } from '../weights-control.tsx';
import { randomSplit } from './definition.ts';

export function RandomSplitEditor({
  config,
  onChange,
  problems,
  controls,
  currency,
  disabled,
}: NodeEditorProps) {
  return (
    <SchemaForm
      schema={randomSplit.config}
      value={config}
      onChange={onChange}
      problems={problems}
      controls={{ ...controls, weights: WeightsControl }}
      currency={currency}
      disabled={disabled}
    />
  );
}
