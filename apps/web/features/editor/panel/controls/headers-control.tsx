'use client';
import { Button, IconButton, Input, type ControlProps } from '@millrace/ui';
import { asRows, mostRows } from './rows.ts';

/** The headers of a request, each with name and value. */
export function HeadersControl({ field, value, onChange, disabled, problems, path }: ControlProps) {
  const rows = asRows(value);
  const replace = (index: number, change: object) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ul className="flex flex-col gap-2 empty:hidden">
        {rows.map((row, index) => (
          <li key={index} className="flex min-w-0 flex-col gap-1">
            <div className="flex min-w-0 items-center gap-1.5">
              <Input
                aria-label={`Name of header ${index + 1}`}
                placeholder="X-Source"
                value={String(row['name'] ?? '')}
                invalid={`${path}.${index}.name` in problems}
                disabled={disabled}
                className="w-2/5"
                onValueChange={(name) => replace(index, { name })}
              />
              <Input
                aria-label={`Value of header ${index + 1}`}
                placeholder="flow"
                value={String(row['value'] ?? '')}
                disabled={disabled}
                className="min-w-0 flex-1"
                onValueChange={(next) => replace(index, { value: next })}
              />
              <IconButton
                icon="x"
                label={`Remove header ${index + 1}`}
                size="small"
                disabled={disabled}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </div>
            {problems[`${path}.${index}.name`] ? (
              <p className="text-12 text-broken">{problems[`${path}.${index}.name`]}</p>
            ) : null}
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || rows.length >= mostRows(field)}
        onClick={() => onChange([...rows, { name: '', value: '' }])}
      >
        Add a header
      </Button>
    </div>
  );
}
