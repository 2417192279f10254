'use client';
import { Button, Input, Select } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferParserType } from 'nuqs';
import { madeWords, namesakes, stateWords } from '../flows/namesakes.ts';
import { useTRPC, useViewer } from '../shell/index.ts';
import type { FILTERS } from './filters.ts';
import { CHANNEL_CHOICES, STATUS_CHOICES } from './status-words.ts';

type Filters = inferParserType<typeof FILTERS>;

interface MessageLogToolsProps {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

const ANY = 'any';

/** The search and filters above the list. */
export function MessageLogTools({ filters, onChange }: MessageLogToolsProps) {
  const trpc = useTRPC();
  const { workspace } = useViewer();
  const flows = useQuery(trpc.flows.list.queryOptions({ limit: 100 }));
  const alike = namesakes(flows.data?.items ?? []);
  const choices = (flows.data?.items ?? []).map((flow) => ({
    value: flow.id,
    label: flow.name,
    ...(alike(flow)
      ? {
          help: `${stateWords({ ...flow, version: flow.liveVersion })}, ${madeWords(flow.createdAt, workspace.timeZone)}`,
        }
      : {}),
  }));
  const some = Object.values(filters).some((value) => value !== null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        icon="search"
        aria-label="Search messages"
        placeholder="Subject or address"
        value={filters.search ?? ''}
        onValueChange={(next) => onChange({ search: next || null })}
        className="w-64 max-sm:w-full"
      />
      <Select
        aria-label="Status"
        className="w-auto min-w-36 max-sm:min-w-30 max-sm:flex-1"
        value={filters.status ?? ANY}
        onValueChange={(next) => onChange({ status: next === ANY ? null : next })}
        options={[{ value: ANY, label: 'Any status' }, ...STATUS_CHOICES]}
      />
      <Select
        aria-label="Channel"
        className="w-auto min-w-32 max-sm:min-w-30 max-sm:flex-1"
        value={filters.channel ?? ANY}
        onValueChange={(next) => onChange({ channel: next === ANY ? null : next })}
        options={[{ value: ANY, label: 'All channels' }, ...CHANNEL_CHOICES]}
      />
      <Select
        aria-label="Flow"
        className="w-auto max-w-60 min-w-32 max-sm:max-w-none max-sm:flex-1"
        value={filters.flow ?? ANY}
        onValueChange={(next) => onChange({ flow: next === ANY ? null : next })}
        options={[{ value: ANY, label: 'All flows' }, ...choices]}
      />
      {some ? (
        <Button
          look="quiet"
          icon="x"
          onClick={() => onChange({ status: null, channel: null, flow: null, search: null })}
        >
          Show all
        </Button>
      ) : null}
    </div>
  );
}
