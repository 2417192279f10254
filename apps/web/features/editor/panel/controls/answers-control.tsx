'use client';
import { Button, IconButton, Input, type ControlProps } from '@millrace/ui';
import { asRows, mostRows } from './rows.ts';

/** The answers to a question. Each is a button and a branch, and keeps its connection when its text changes. */
export function AnswersControl({ field, value, onChange, disabled, problems, path }: ControlProps) {
  const rows = asRows(value ?? field.fallback);
  const replace = (index: number, label: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, label } : row)));
  const add = () => onChange([...rows, { id: freeId(rows), label: '' }]);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => {
          const problem = problems[`${path}.${index}.label`] ?? problems[`${path}.${index}`];
          return (
            <li key={String(row['id'] ?? index)} className="flex min-w-0 flex-col gap-1">
              <div className="flex min-w-0 items-center gap-1.5">
                <Input
                  aria-label={`Answer ${index + 1}`}
                  placeholder={`Answer ${index + 1}`}
                  value={String(row['label'] ?? '')}
                  invalid={problem !== undefined}
                  maxLength={75}
                  disabled={disabled}
                  className="min-w-0 flex-1"
                  onValueChange={(label) => replace(index, label)}
                />
                <IconButton
                  icon="x"
                  label={`Remove answer ${index + 1}`}
                  size="small"
                  disabled={disabled || rows.length <= 1}
                  onClick={() => onChange(rows.filter((_, at) => at !== index))}
                />
              </div>
              {problem ? <p className="text-12 text-broken">{problem}</p> : null}
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || rows.length >= mostRows(field)}
        onClick={add}
      >
        Add an answer
      </Button>
    </div>
  );
}

function freeId(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const taken = new Set(rows.map((row) => row['id']));
  let number = rows.length + 1;
  while (taken.has(`answer-${number}`)) number += 1;
  return `answer-${number}`;
}
