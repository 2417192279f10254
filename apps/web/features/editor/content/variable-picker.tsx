'use client';
import { useMemo, useState } from 'react';
import { CONTENT_VARIABLES, type ContentVariable } from '@millrace/channels';
import { IconButton, Input, Popover } from '@millrace/ui';
import { useEventVariables } from './event-variables.ts';
import { useFoundVariables } from './found-variables.ts';

/** All placeholders that can be inserted into a text, by group, with examples. */
export function VariablePicker({
  onPick,
  links = false,
}: {
  onPick: (insert: string) => void;
  links?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const ofEvent = useEventVariables(open);
  const found = useFoundVariables();
  const groups = useMemo(() => {
    const word = query.trim().toLowerCase();
    const fitting = [...CONTENT_VARIABLES, ...ofEvent, ...found].filter(
      (variable) =>
        (!links || variable.type === 'link') &&
        `${variable.label} ${variable.group} ${variable.path}`.toLowerCase().includes(word),
    );
    return [...new Set(fitting.map((variable) => variable.group))].map((group) => ({
      group,
      variables: fitting.filter((variable) => variable.group === group),
    }));
  }, [query, links, ofEvent, found]);
  const pick = (variable: ContentVariable) => {
    setOpen(false);
    setQuery('');
    onPick(variable.insert);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-72 p-2"
      label="Personal data"
      trigger={<IconButton icon="user-plus" label="Insert personal data" size="small" />}
    >
      <Input
        type="search"
        icon="search"
        aria-label="Search"
        placeholder="First name, cart, discount"
        value={query}
        onValueChange={(next) => setQuery(next)}
      />
      <div className="mt-2 max-h-72 overflow-y-auto">
        {groups.length === 0 ? <p className="px-1 py-2 text-12 text-faint">Nothing found.</p> : null}
        {groups.map(({ group, variables }) => (
          <section key={group} aria-label={group} className="pb-2">
            <h4 className="px-1.5 pb-0.5 text-12 font-medium text-faint">{group}</h4>
            <ul>
              {variables.map((variable) => (
                <li key={variable.path}>
                  <button
                    type="button"
                    onClick={() => pick(variable)}
                    className="flex w-full cursor-pointer items-baseline justify-between gap-3 rounded-md px-1.5 py-1 text-left hover:bg-sunken"
                  >
                    <span className="text-13 text-ink">{variable.label}</span>
                    <span className="min-w-0 truncate text-12 text-faint">{variable.example}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Popover>
  );
}
