'use client';
import { Button, Input, Select } from '@millrace/ui';
import type { TemplateCard } from '../../server/catalogue/gallery.ts';
import { isFiltered, NO_CHANNEL, type Filters } from './filters.ts';
import { channelWords } from './messages-of.ts';
import { LEVELS, SUBJECTS } from './template-words.ts';

interface GalleryToolsProps {
  /** All templates: only what some of them have is offered. */
  readonly templates: readonly TemplateCard[];
  readonly filters: Filters;
  /** Whether only the search is offered. */
  readonly searchOnly: boolean;
  readonly onChange: (change: Partial<Filters>) => void;
}

const ORDER_CHOICES: { value: Filters['order']; label: string; help?: string }[] = [
  { value: 'store', label: 'For your store', help: 'By what it has, and by what each flow should earn' },
  { value: 'name', label: 'By name' },
  { value: 'level', label: 'By automation level' },
];

const ANY = 'any';
const inRow = 'w-auto min-w-32 max-sm:min-w-30 max-sm:flex-1';

/** The search and filters above the cards. */
export function GalleryTools({ templates, filters, searchOnly, onChange }: GalleryToolsProps) {
  const channels = [...new Set(templates.flatMap((template) => template.channels))];
  const subjects = Object.keys(SUBJECTS).filter((subject) =>
    templates.some((template) => template.subject === subject),
  );
  const levels = Object.keys(LEVELS).filter((level) =>
    templates.some((template) => template.level === Number(level)),
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        icon="search"
        aria-label="Search the gallery"
        placeholder="Search"
        value={filters.search ?? ''}
        onValueChange={(next) => onChange({ search: next || null })}
        className="w-56 max-sm:w-full"
      />
      {searchOnly ? null : (
        <>
          <Select
            aria-label="Channel"
            className={inRow}
            value={filters.channel ?? ANY}
            onValueChange={(next) => onChange({ channel: next === ANY ? null : next })}
            options={[
              { value: ANY, label: 'All channels' },
              ...channels.map((channel) => ({ value: channel, label: channelWords(channel) })),
              { value: NO_CHANNEL, label: 'No messages to customers' },
            ]}
          />
          <Select
            aria-label="Subject"
            className={inRow}
            value={filters.subject ?? ANY}
            onValueChange={(next) => onChange({ subject: next === ANY ? null : next })}
            options={[
              { value: ANY, label: 'All subjects' },
              ...subjects.map((subject) => ({
                value: subject,
                label: SUBJECTS[subject as keyof typeof SUBJECTS],
              })),
            ]}
          />
          <Select
            aria-label="Automation level"
            className={inRow}
            value={filters.level === null ? ANY : String(filters.level)}
            onValueChange={(next) => onChange({ level: next === ANY ? null : Number(next) })}
            options={[
              { value: ANY, label: 'All levels' },
              ...levels.map((level) => ({
                value: level,
                label: `Level ${level}`,
                help: LEVELS[Number(level) as keyof typeof LEVELS],
              })),
            ]}
          />
          <Select
            aria-label="What your store has"
            className={inRow}
            value={filters.store ?? ANY}
            onValueChange={(next) => onChange({ store: next === ANY ? null : next })}
            options={[
              { value: ANY, label: 'Ready or not' },
              { value: 'ready', label: 'Your store has what it needs' },
              { value: 'missing', label: 'Something is missing' },
            ]}
          />
          <Select
            aria-label="Order"
            className={inRow}
            value={filters.order}
            onValueChange={(order) => onChange({ order })}
            options={ORDER_CHOICES}
          />
          {isFiltered(filters) ? (
            <Button
              look="quiet"
              icon="x"
              onClick={() =>
                onChange({ search: null, channel: null, subject: null, level: null, store: null })
              }
            >
              Show all
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}
