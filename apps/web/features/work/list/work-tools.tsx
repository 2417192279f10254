'use client';
import { Button, Input, Select, Tabs } from '@millrace/ui';
import { isNarrowed, KIND_CHOICES, type Filters } from '../filters.ts';

interface WorkToolsProps {
  readonly filters: Filters;
  readonly counts:
    | {
        readonly mine: number;
        readonly open: number;
        readonly flows: readonly { readonly id: string; readonly name: string }[];
      }
    | undefined;
  readonly onChange: (change: Partial<Filters>) => void;
}

const ANY = 'any';
const LATE = 'late';

/** Whose work, the search and the filters above the list. */
export function WorkTools({ filters, counts, onChange }: WorkToolsProps) {
  const flows = counts?.flows ?? [];
  const isGone =
    filters.flow !== null && counts !== undefined && !flows.some(({ id }) => id === filters.flow);
  const number = (count: number | undefined) => (count ? ` · ${count}` : '');
  return (
    <div className="space-y-3">
      <Tabs
        label="Whose work"
        value={filters.whose}
        onValueChange={(whose) => onChange({ whose })}
        tabs={[
          { value: 'mine', label: `For you${number(counts?.mine)}` },
          { value: 'all', label: `Everybody’s${number(counts?.open)}` },
        ]}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          icon="search"
          aria-label="Search work"
          placeholder="Question, customer or flow"
          value={filters.search ?? ''}
          onValueChange={(next) => onChange({ search: next || null })}
          className="w-64 max-sm:w-full"
        />
        <Select
          aria-label="State"
          className="w-auto min-w-28 max-sm:flex-1"
          value={filters.state}
          onValueChange={(state) => onChange({ state })}
          options={[
            { value: 'open', label: 'Open' },
            { value: 'closed', label: 'Closed' },
          ]}
        />
        <Select
          aria-label="Kind"
          className="w-auto min-w-32 max-sm:flex-1"
          value={filters.kind ?? ANY}
          onValueChange={(next) =>
            onChange({ kind: KIND_CHOICES.find(({ value }) => value === next)?.value ?? null })
          }
          options={[{ value: ANY, label: 'All kinds' }, ...KIND_CHOICES]}
        />
        {filters.state === 'open' ? (
          <Select
            aria-label="Deadline"
            className="w-auto min-w-32 max-sm:flex-1"
            value={filters.overdue ? LATE : ANY}
            onValueChange={(next) => onChange({ overdue: next === LATE })}
            options={[
              { value: ANY, label: 'Any deadline' },
              { value: LATE, label: 'Overdue' },
            ]}
          />
        ) : null}
        {flows.length > 0 || filters.flow !== null ? (
          <Select
            aria-label="Flow"
            className="w-auto max-w-60 min-w-32 max-sm:max-w-none max-sm:flex-1"
            value={filters.flow ?? ANY}
            onValueChange={(next) => onChange({ flow: next === ANY ? null : next })}
            options={[
              { value: ANY, label: 'All flows' },
              ...flows.map(({ id, name }) => ({ value: id, label: name })),
              ...(isGone ? [{ value: filters.flow ?? '', label: 'A flow without open work' }] : []),
            ]}
          />
        ) : null}
        {isNarrowed(filters) ? (
          <Button
            look="quiet"
            icon="x"
            onClick={() => onChange({ kind: null, flow: null, overdue: false, search: null })}
          >
            Show all
          </Button>
        ) : null}
      </div>
    </div>
  );
}
