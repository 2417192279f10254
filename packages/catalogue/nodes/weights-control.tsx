import { percent } from '@millrace/base/words';
import { Button, IconButton, Input, NumberField, type ControlProps } from '@millrace/ui';
import type { z } from 'zod';
import { formEditor } from './form-editor.tsx';
import { recordsIn, textIn } from './reading.ts';
import { wayId } from './ways.ts';

const TONES = ['bg-path', 'bg-message', 'bg-action', 'bg-trigger', 'bg-decision', 'bg-wait'] as const;

/** The panel of a kind that draws people, with a control for the shares of its paths. */
export const weightsEditor = (schema: z.ZodType) => formEditor(schema, { weights: WeightsControl });

/** Paths among which people are drawn, with one bar that shows their shares of the whole. */
function WeightsControl({ value, onChange, disabled, problems, path: at }: ControlProps) {
  const paths = recordsIn(value);
  const weights = paths.map(({ weight }) => (typeof weight === 'number' && weight > 0 ? weight : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (index: number) => (total > 0 ? (weights[index] ?? 0) / total : 0);
  const replace = (index: number, change: Readonly<Record<string, unknown>>) =>
    onChange(paths.map((path, other) => (other === index ? { ...path, ...change } : path)));
  const add = () => {
    const taken = new Set(paths.map(wayId));
    let letter = paths.length;
    while (taken.has(String.fromCharCode(97 + (letter % 26)) + (letter >= 26 ? letter : ''))) letter += 1;
    const id = String.fromCharCode(97 + (letter % 26)) + (letter >= 26 ? letter : '');
    onChange([
      ...paths,
      { id, name: id.toUpperCase(), weight: paths.length > 0 ? Math.round(total / paths.length) || 1 : 50 },
    ]);
  };
  return (
    <div className="flex flex-col gap-3">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
        {paths.map((path, index) => (
          <span
            key={wayId(path, index)}
            style={{ width: `${share(index) * 100}%` }}
            className={TONES[index % TONES.length]}
          />
        ))}
      </div>
      <ul className="flex flex-col gap-2">
        {paths.map((path, index) => (
          <li
            key={wayId(path, index)}
            className="grid grid-cols-[0.5rem_minmax(0,1fr)_5.5rem_2.75rem_1.75rem] items-center gap-2"
          >
            <span aria-hidden className={`size-2 rounded-full ${TONES[index % TONES.length]}`} />
            <Input
              aria-label={`Name of path ${index + 1}`}
              value={textIn(path['name']) === '' ? '' : String(path['name'])}
              maxLength={80}
              placeholder={`Path ${index + 1}`}
              disabled={disabled}
              onValueChange={(name) => replace(index, { name })}
            />
            <NumberField
              aria-label={`Share of path ${index + 1}`}
              value={typeof path['weight'] === 'number' ? path['weight'] : null}
              min={0}
              disabled={disabled}
              invalid={problems[`${at}.${index}.weight`] !== undefined}
              onValueChange={(weight) => replace(index, { weight: weight ?? undefined })}
            />
            <span className="text-right text-12 text-soft tabular">{percent(share(index), 0)}</span>
            <IconButton
              icon="x"
              label={`Remove path ${index + 1}`}
              size="small"
              disabled={disabled || paths.length <= 2}
              onClick={() => onChange(paths.filter((_, other) => other !== index))}
            />
          </li>
        ))}
      </ul>
      <div className="flex gap-1">
        <Button size="small" icon="plus" disabled={disabled || paths.length >= 20} onClick={add}>
          Add a path
        </Button>
        <Button
          size="small"
          look="quiet"
          icon="scale"
          disabled={disabled}
          onClick={() => onChange(paths.map((path) => ({ ...path, weight: 1 })))}
        >
          Equal shares
        </Button>
      </div>
    </div>
  );
}
