'use client';
import { LANGUAGE_FACTS, matchSchema, type Match } from '@millrace/flow';
import { Button, IconButton, Select, type ControlProps } from '@millrace/ui';
import { beginFact } from '../condition/condition-model.ts';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { AboutEvents } from '../about-events.tsx';
import { asCondition } from './condition-control.tsx';
import { EventPicker } from './event-picker.tsx';
import { MATCH_WORDS } from './match-words.ts';
import { MessageNodeSelect } from './message-node-control.tsx';
import { freePathId } from './paths-control.tsx';
import { asRows, mostRows } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;
const MATCHES = matchSchema.options.map((match) => ({ value: match, label: MATCH_WORDS[match] }));
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Edits the events of a wait. The id of a row stays, so that its branch stays, or what has come. */
export function AwaitedEventsControl({
  field,
  value,
  onChange,
  disabled,
  currency,
  problems,
  path,
}: ControlProps) {
  const rows = asRows(value);
  const [first, others] = field.meta['every'] === true ? ['First', 'And'] : ['Either', 'Or'];
  const replace = (index: number, row: Row | null) =>
    onChange(
      row === null
        ? rows.filter((_, other) => other !== index)
        : rows.map((other, place) => (place === index ? row : other)),
    );
  const move = (from: number, to: number) => {
    const rest = rows.filter((_, index) => index !== from);
    onChange([...rest.slice(0, to), rows[from], ...rest.slice(to)]);
  };
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-2">
      <ol className="flex flex-col gap-2 empty:hidden" aria-label={field.label}>
        {rows.map((row, index) => {
          const at = `${path}.${index}`;
          const problem = problems[`${at}.event`] ?? problems[`${at}.match`] ?? problems[`${at}.message`];
          const match = (row['match'] ?? 'customer') as Match;
          const where = asCondition(row['where']);
          const { where: _where, ...bare } = row;
          return (
            <li
              key={textOf(row['id']) || index}
              className="flex flex-col gap-1.5 rounded-md border border-line p-2"
            >
              <div className="flex items-center gap-1">
                <span className="flex-1 text-12 font-medium text-faint">{index === 0 ? first : others}</span>
                <IconButton
                  icon="chevron-up"
                  label={`Check event ${index + 1} earlier`}
                  size="small"
                  disabled={disabled || index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  icon="chevron-down"
                  label={`Check event ${index + 1} later`}
                  size="small"
                  disabled={disabled || index === rows.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  icon="x"
                  label={`Remove event ${index + 1}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => replace(index, null)}
                />
              </div>
              <EventPicker
                value={textOf(row['event'])}
                onChange={(event) => replace(index, { ...row, event })}
                label={`Event ${index + 1}`}
                invalid={problems[`${at}.event`] !== undefined}
                disabled={disabled}
              />
              <Select<Match>
                aria-label={`What event ${index + 1} has to be about`}
                value={match}
                onValueChange={(next) => replace(index, { ...row, match: next })}
                options={MATCHES}
                disabled={disabled}
              />
              {match === 'message' ? (
                <MessageNodeSelect
                  value={row['message']}
                  onChange={(message) => replace(index, { ...row, message })}
                  disabled={disabled}
                />
              ) : null}
              {where ? (
                <AboutEvents event={textOf(row['event'])}>
                  <ConditionEditor
                    value={where}
                    currency={currency}
                    nothing="Any such event counts."
                    counted={false}
                    onChange={(next) => replace(index, next ? { ...bare, where: next } : bare)}
                  />
                </AboutEvents>
              ) : (
                <Button
                  look="quiet"
                  size="small"
                  icon="filter"
                  className="self-start"
                  disabled={disabled}
                  onClick={() => replace(index, { ...row, where: beginFact(LANGUAGE_FACTS, 'event.value') })}
                >
                  Add condition
                </Button>
              )}
              {problem ? <p className="text-12 text-broken">{problem}</p> : null}
            </li>
          );
        })}
      </ol>
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || rows.length >= mostRows(field)}
        onClick={() => onChange([...rows, { id: freePathId(rows), event: '', match: 'customer' }])}
      >
        Add an event
      </Button>
    </fieldset>
  );
}
