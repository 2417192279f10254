'use client';
import { Button, IconButton, type ControlProps } from '@millrace/ui';
import { useEditor, useEditorState } from '../../store/hooks.ts';
import { useStep } from '../step-context.ts';
import { EventPicker } from './event-picker.tsx';
import { mostRows } from './rows.ts';

const asEvents = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map((event: unknown) => (typeof event === 'string' ? event : '')) : [];

/** Chooses one event or several, of which any counts. A trigger offers only those that can begin its flow. */
export function EventsControl({ field, value, onChange, problems, path, problem, disabled }: ControlProps) {
  const editor = useEditor();
  const { node } = useStep();
  const subject = useEditorState((state) =>
    editor.kinds[state.document.nodes[node]?.kind ?? '']?.family === 'trigger'
      ? state.document.subject
      : undefined,
  );
  const chosen = asEvents(value);
  // There is always a box to begin with.
  const shown = chosen.length === 0 ? [''] : chosen;
  const replace = (index: number, event: string) =>
    onChange(shown.map((other, place) => (place === index ? event : other)));
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-1.5">
      <ul className="flex flex-col gap-1.5" aria-label={field.label}>
        {shown.map((event, index) => (
          <li key={index} className="flex flex-col gap-1">
            {index > 0 ? <span className="text-12 text-faint">or</span> : null}
            <div className="flex items-center gap-1">
              <div className="min-w-0 flex-1">
                <EventPicker
                  value={event}
                  onChange={(next) => replace(index, next)}
                  subject={subject}
                  label={shown.length === 1 ? 'Event' : `Event ${index + 1}`}
                  invalid={problems[`${path}.${index}`] !== undefined || (index === 0 && problem !== null)}
                  disabled={disabled}
                />
              </div>
              {shown.length > 1 ? (
                <IconButton
                  icon="x"
                  label={`Remove event ${index + 1}`}
                  size="small"
                  disabled={disabled}
                  onClick={() => onChange(shown.filter((_, other) => other !== index))}
                />
              ) : null}
            </div>
            {problems[`${path}.${index}`] ? (
              <p className="text-12 text-broken">{problems[`${path}.${index}`]}</p>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen.length > 0 && chosen.at(-1) !== '' ? (
        <Button
          look="quiet"
          size="small"
          icon="plus"
          className="-ml-2 self-start"
          disabled={disabled || chosen.length >= mostRows(field)}
          onClick={() => onChange([...chosen, ''])}
        >
          Or another event
        </Button>
      ) : null}
    </fieldset>
  );
}
