'use client';
import { Button, IconButton, Input, type ControlProps } from '@millrace/ui';
import { asRows, mostRows } from './rows.ts';

/** Facts shown with a question: each has a name and a text with placeholders. */
export function FactsControl({ field, value, onChange, disabled, problems, path }: ControlProps) {
  const rows = asRows(value ?? field.fallback);
  const replace = (index: number, change: object) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ul className="flex flex-col gap-2 empty:hidden">
        {rows.map((row, index) => (
          <li key={index} className="flex min-w-0 items-center gap-1.5">
            <Input
              aria-label={`Name of fact ${index + 1}`}
              placeholder="Order"
              value={String(row['label'] ?? '')}
              invalid={`${path}.${index}.label` in problems}
              maxLength={80}
              disabled={disabled}
              className="w-2/5"
              onValueChange={(label) => replace(index, { label })}
            />
            <Input
              aria-label={`Text of fact ${index + 1}`}
              placeholder="{{ order.number }}"
              value={String(row['value'] ?? '')}
              invalid={`${path}.${index}.value` in problems}
              maxLength={500}
              disabled={disabled}
              className="min-w-0 flex-1"
              onValueChange={(next) => replace(index, { value: next })}
            />
            <IconButton
              icon="x"
              label={`Remove fact ${index + 1}`}
              size="small"
              disabled={disabled}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || rows.length >= mostRows(field)}
        onClick={() => onChange([...rows, { label: '', value: '' }])}
      >
        Add a fact
      </Button>
    </div>
  );
}
