'use client';
import type { ImportView } from '@millrace/services/imports';
import { Card, Input, Select } from '@millrace/ui';
import { useState } from 'react';

type Settings = NonNullable<ImportView['settings']>;
type MappedColumn = Settings['columns'][number];

const LEFT_OUT = '-';
const PROPERTY = 'property';
const TYPES: readonly { value: MappedColumn['type']; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'yes-no', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'list', label: 'List' },
];

/** Says what each column of the file is. */
export function ColumnMapping({
  one,
  settings,
  onChange,
}: {
  one: ImportView;
  settings: Settings;
  onChange: (change: Partial<Settings>) => void;
}) {
  const options = [
    { value: LEFT_OUT, label: 'Left out' },
    ...one.fields.map(({ id, label, help }) => ({ value: id, label, ...(help ? { help } : {}) })),
    ...(one.kind === 'customers'
      ? [{ value: PROPERTY, label: 'A property', help: 'Any other detail, under a name of yours' }]
      : []),
  ];
  const nameOf = (at: number) => one.columns[at]?.header || `Column ${at + 1}`;
  const put = (at: number, column: Partial<MappedColumn>) =>
    onChange({
      columns: one.columns.map((_, place) => {
        const before = settings.columns[place] ?? { field: null, name: '', type: 'text' };
        return place === at ? { ...before, ...column } : before;
      }),
    });
  return (
    <Card title="Columns" sentence="Recognised by their names. Change what is wrong." flush>
      <ul className="divide-y divide-line/60 border-t border-line/60">
        {one.columns.map(({ samples }, at) => {
          const column = settings.columns[at] ?? { field: null, name: '', type: 'text' as const };
          return (
            <li
              key={at}
              className="grid items-center gap-x-4 gap-y-2 px-4 py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]"
            >
              <div className="min-w-0">
                <p className="truncate text-13 font-medium">{nameOf(at)}</p>
                <p className="truncate text-12 text-faint">
                  {samples.length > 0 ? samples.join(' · ') : 'Empty'}
                </p>
              </div>
              <div className="flex min-w-0 flex-wrap items-center gap-2">
                <Select
                  aria-label={`What ${nameOf(at)} is`}
                  className="w-52"
                  value={column.field ?? LEFT_OUT}
                  onValueChange={(field) =>
                    put(at, {
                      field: field === LEFT_OUT ? null : field,
                      name: field === PROPERTY ? column.name || nameOf(at).slice(0, 120) : '',
                    })
                  }
                  options={options}
                />
                {column.field === PROPERTY ? (
                  <>
                    <PropertyName
                      label={`Name of the property ${nameOf(at)}`}
                      name={column.name}
                      onName={(name) => put(at, { name })}
                    />
                    <Select
                      aria-label={`Type of the property ${nameOf(at)}`}
                      className="w-28"
                      value={column.type}
                      onValueChange={(type) => put(at, { type })}
                      options={TYPES}
                    />
                  </>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Takes the name when the field is left, so that not every letter is sent. */
function PropertyName({
  label,
  name,
  onName,
}: {
  label: string;
  name: string;
  onName: (name: string) => void;
}) {
  const [typed, setTyped] = useState(name);
  return (
    <span className="w-40">
      <Input
        aria-label={label}
        value={typed}
        maxLength={120}
        onValueChange={(next) => setTyped(next)}
        onBlur={() => (typed.trim() !== name ? onName(typed.trim()) : undefined)}
      />
    </span>
  );
}
