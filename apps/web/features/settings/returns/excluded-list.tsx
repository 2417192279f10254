'use client';
import { Button, Combobox, IconButton, Input, Select } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../shell/index.ts';
import type { PolicyDraft } from './policy-form.tsx';

type Excluded = PolicyDraft['excluded'];
type By = Excluded[number]['by'];
const MOST = 200;
const BY: readonly { readonly value: By; readonly label: string }[] = [
  { value: 'category', label: 'Category' },
  { value: 'tag', label: 'Tag of products' },
  { value: 'product', label: 'Product' },
];

/** Goods that cannot be returned, each with the sentence that customers read. */
export function ExcludedList({
  excluded,
  onChange,
  problems,
  disabled,
}: {
  excluded: Excluded;
  onChange: (excluded: Excluded) => void;
  problems: Readonly<Record<string, string>>;
  disabled: boolean;
}) {
  const replace = (index: number, change: Partial<Excluded[number]>) =>
    onChange(excluded.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="flex flex-col gap-2">
      {excluded.length === 0 ? <p className="text-13 text-soft">Everything can be returned.</p> : null}
      <ul aria-label="What cannot be returned" className="divide-y divide-line">
        {excluded.map((one, index) => {
          const problem = problems[`excluded.${index}.value`] ?? problems[`excluded.${index}.sentence`];
          const number = index + 1;
          return (
            <li key={index} className="flex flex-col gap-1 py-2">
              <div className="flex flex-wrap items-center gap-2">
                <Select
                  aria-label={`What ${number} is`}
                  value={one.by}
                  options={BY}
                  onValueChange={(by) => replace(index, { by, value: '' })}
                  disabled={disabled}
                  className="w-40"
                />
                <ValueField
                  one={one}
                  label={`Which ${number}`}
                  invalid={problems[`excluded.${index}.value`] !== undefined}
                  disabled={disabled}
                  onChange={(value) => replace(index, { value })}
                />
                <Input
                  aria-label={`What customers read ${number}`}
                  value={one.sentence}
                  onValueChange={(sentence) => replace(index, { sentence })}
                  maxLength={200}
                  placeholder="This cannot be returned."
                  invalid={problems[`excluded.${index}.sentence`] !== undefined}
                  disabled={disabled}
                  className="min-w-0 flex-[2_1_14rem]"
                />
                <IconButton
                  icon="trash"
                  size="small"
                  label={`Remove ${one.value || `entry ${number}`}`}
                  disabled={disabled}
                  onClick={() => onChange(excluded.filter((_, at) => at !== index))}
                />
              </div>
              {problem ? <p className="text-12 text-broken">{problem}</p> : null}
            </li>
          );
        })}
      </ul>
      {problems['excluded'] ? <p className="text-12 text-broken">{problems['excluded']}</p> : null}
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || excluded.length >= MOST}
        onClick={() =>
          onChange([...excluded, { by: 'category', value: '', sentence: 'This cannot be returned.' }])
        }
      >
        Add what cannot be returned
      </Button>
    </div>
  );
}

/** Names that the store has are offered; others can be typed. */
function ValueField({
  one: { by, value },
  label,
  invalid,
  disabled,
  onChange,
}: {
  one: Excluded[number];
  label: string;
  invalid: boolean;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const known = useQuery(trpc.returns.goods.queryOptions({ by, search }));
  const options = known.data?.items ?? [];
  const typed = search.trim();
  const asTyped =
    by !== 'product' && typed !== '' && !options.some((option) => option.value === typed)
      ? [{ value: typed, label: typed }]
      : [];
  const shown = options.find((option) => option.value === value);
  return (
    <span className="min-w-0 flex-[1_1_12rem]">
      <Combobox
        aria-label={label}
        value={value === '' ? null : value}
        chosen={value === '' ? null : (shown ?? { value, label: value })}
        onValueChange={(next) => onChange(next ?? '')}
        onInputValueChange={(text) => setSearch(text === value ? '' : text.slice(0, 120))}
        options={[...options, ...asTyped]}
        filtered
        disabled={disabled}
        invalid={invalid}
        placeholder="Choose or type"
      />
    </span>
  );
}
