'use client';
import { Button, Field, IconButton, Input, Select, type ControlProps } from '@millrace/ui';
import { asRows, mostRows } from './rows.ts';

const TYPES = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
];

/** Fields to keep from a response: path, name, type, and a value for rehearsals. */
export function KeptFieldsControl({ field, value, onChange, disabled, problems, path }: ControlProps) {
  const rows = asRows(value);
  const replace = (index: number, change: object) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ul className="flex flex-col gap-3 empty:hidden">
        {rows.map((row, index) => {
          const text = (name: string) => String(row[name] ?? '');
          const at = `${path}.${index}`;
          const words = text('name') || `field ${index + 1}`;
          return (
            <li key={index} className="flex flex-col gap-2.5 rounded-md border border-line p-3">
              <div className="flex items-center gap-1">
                <span className="min-w-0 flex-1 truncate text-12 font-medium text-faint">{words}</span>
                <IconButton
                  icon="x"
                  label={`Remove ${words}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => onChange(rows.filter((_, other) => other !== index))}
                />
              </div>
              <Field label="Path in the response" error={problems[`${at}.path`]}>
                <Input
                  value={text('path')}
                  placeholder="member.tier"
                  disabled={disabled}
                  onValueChange={(next) => replace(index, { path: next })}
                />
              </Field>
              <div className="grid grid-cols-2 gap-2">
                <Field label="Name" error={problems[`${at}.name`]}>
                  <Input
                    value={text('name')}
                    placeholder="tier"
                    disabled={disabled}
                    onValueChange={(next) => replace(index, { name: next })}
                  />
                </Field>
                <Field label="Type">
                  <Select
                    value={text('type') || 'text'}
                    options={TYPES}
                    disabled={disabled}
                    onValueChange={(type) => replace(index, { type })}
                  />
                </Field>
              </div>
              <Field
                label="Value in rehearsals"
                optional
                help="A rehearsal sends no request and uses this value."
              >
                <Input
                  value={text('example')}
                  placeholder="gold"
                  disabled={disabled}
                  onValueChange={(example) => replace(index, { example })}
                />
              </Field>
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || rows.length >= mostRows(field)}
        onClick={() => onChange([...rows, { path: '', name: '', type: 'text', example: '' }])}
      >
        Keep a field
      </Button>
    </div>
  );
}
