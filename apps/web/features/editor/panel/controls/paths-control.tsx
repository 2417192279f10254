'use client';
import { Button, Field, IconButton, Input, type ControlProps } from '@millrace/ui';
import { LANGUAGE_FACTS } from '@millrace/flow';
import { beginFact } from '../condition/condition-model.ts';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { asCondition } from './condition-control.tsx';
import { mostRows } from './rows.ts';

type Path = Readonly<Record<string, unknown>>;
const asPaths = (value: unknown): readonly Path[] =>
  Array.isArray(value) ? value.filter((path): path is Path => typeof path === 'object' && path !== null) : [];

/** A new path id. Ids stay with their path when paths are reordered, so that connections stay too. */
export function freePathId(paths: readonly Path[]): string {
  const taken = new Set(paths.map((path, index) => path['id'] ?? `path-${index + 1}`));
  let number = paths.length + 1;
  while (taken.has(`path-${number}`)) number += 1;
  return `path-${number}`;
}

/** Edits the paths of a split: name, condition and order. The first path whose condition holds is taken. */
export function PathsControl({
  field,
  value,
  onChange,
  disabled,
  currency,
  problems,
  path: at,
}: ControlProps) {
  const paths = asPaths(value);
  const replace = (index: number, path: Path) =>
    onChange(paths.map((other, place) => (place === index ? path : other)));
  const move = (from: number, to: number) => {
    const rest = paths.filter((_, index) => index !== from);
    onChange([...rest.slice(0, to), paths[from], ...rest.slice(to)]);
  };
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-3">
      <ol className="flex flex-col gap-3 empty:hidden">
        {paths.map((path, index) => {
          const name = typeof path['name'] === 'string' ? path['name'] : '';
          const words = name || `path ${index + 1}`;
          return (
            <li
              key={String(path['id'] ?? index)}
              className="flex flex-col gap-2.5 rounded-md border border-line p-3"
            >
              <div className="flex items-center gap-1">
                <span className="flex-1 text-12 font-medium text-faint">
                  {index === 0 ? 'If' : 'Else if'}
                </span>
                <IconButton
                  icon="chevron-up"
                  label={`Check ${words} earlier`}
                  size="small"
                  disabled={disabled || index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  icon="chevron-down"
                  label={`Check ${words} later`}
                  size="small"
                  disabled={disabled || index === paths.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  icon="x"
                  label={`Remove ${words}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => onChange(paths.filter((_, other) => other !== index))}
                />
              </div>
              <ConditionEditor
                value={asCondition(path['when'])}
                currency={currency}
                nothing="Set when this path is taken."
                onChange={(when) => replace(index, { ...path, when: when ?? { all: [] } })}
              />
              <Field
                label="Name"
                optional
                help="Shown at the branch. If empty, the condition is shown."
                error={problems[`${at}.${index}.name`]}
              >
                <Input
                  value={name}
                  maxLength={80}
                  disabled={disabled}
                  onValueChange={(next) => replace(index, { ...path, name: next })}
                />
              </Field>
            </li>
          );
        })}
      </ol>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || paths.length >= mostRows(field)}
        onClick={() =>
          onChange([
            ...paths,
            { id: freePathId(paths), name: '', when: beginFact(LANGUAGE_FACTS, 'customer.ordersCount') },
          ])
        }
      >
        Add a path
      </Button>
    </fieldset>
  );
}
