'use client';
import { Button, Icon, SchemaForm, setAt, Switch, toast, type FormValue } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { problemOf, useTRPC, useViewer } from '../../shell/index.ts';
import { fieldProblems } from '../forms/field-problems.ts';
import { fieldsOf, schemaFromJson } from '../forms/schema-from-json.ts';
import { ByChannelControl } from './by-channel-control.tsx';
import { settingsInWords } from './settings-in-words.ts';

interface GuardrailRowProps {
  readonly place: number;
  readonly check: {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly icon: string;
    readonly schema: unknown;
  };
  readonly kept: FormValue;
  readonly may: boolean;
}

const CONTROLS = { 'by-channel': ByChannelControl };

/** One guardrail: what it prevents, its settings in words, its switch, and its form when opened. */
export function GuardrailRow({ place, check, kept, may }: GuardrailRowProps) {
  const { workspace } = useViewer();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<FormValue | null>(null);
  const panel = useId();
  const save = useSave(() => setDraft(null));
  const fields = fieldsOf(check.schema).filter((name) => name !== 'on');
  const hasSwitch = fieldsOf(check.schema).includes('on');
  const on = !hasSwitch || kept['on'] !== false;
  const value = draft ?? kept;
  const store = (settings: FormValue) => save.mutate({ settings: { [check.id]: { ...settings } } });
  const words = settingsInWords(check.id, kept);
  return (
    <li className="border-t border-line py-3">
      <div className="flex items-start gap-3">
        <span className="w-5 pt-0.5 text-right text-13 text-faint tabular">{place}</span>
        <Icon name={check.icon} className={on ? 'mt-0.5 text-river' : 'mt-0.5 text-faint'} />
        <div className="min-w-0 flex-1">
          <h2 className="text-14 font-semibold">{check.title}</h2>
          <p className="text-13 text-pretty text-soft">{check.summary}</p>
          {words && on && !open ? <p className="mt-1 text-13 text-ink">{words}</p> : null}
          {on ? null : <p className="mt-1 text-13 text-waiting">Switched off: it holds or stops nothing.</p>}
        </div>
        {fields.length > 0 ? (
          <Button
            look="quiet"
            size="small"
            aria-expanded={open}
            aria-controls={panel}
            iconAfter={open ? 'chevron-up' : 'chevron-down'}
            onClick={() => setOpen(!open)}
          >
            <span className="max-sm:sr-only">{open ? 'Close' : 'Settings'}</span>
          </Button>
        ) : null}
        {hasSwitch ? (
          <span className="flex h-7 items-center">
            <Switch
              aria-label={`${check.title} in force`}
              checked={on}
              disabled={!may || save.isPending}
              onCheckedChange={(next) => store({ ...kept, on: next })}
            />
          </span>
        ) : (
          <span className="flex h-7 w-8 items-center justify-center">
            <Icon name="lock" size={14} label="Always in force" className="text-faint" />
          </span>
        )}
      </div>
      {open ? (
        <div id={panel} className="mt-4 max-w-115 sm:pl-15">
          <SchemaForm
            schema={schemaFromJson(check.schema, { only: fields })}
            value={value}
            onChange={(path, next) => setDraft(setAt(value, path, next))}
            problems={short(fieldProblems(save.error), check.id)}
            controls={CONTROLS}
            currency={workspace.currency}
            disabled={!may}
          />
          {draft ? (
            <div className="mt-4 flex flex-wrap items-center gap-2">
              <Button look="primary" busy={save.isPending} onClick={() => store(value)}>
                Save
              </Button>
              <Button look="quiet" onClick={() => setDraft(null)}>
                Discard
              </Button>
              {save.error ? (
                <span className="text-13 text-broken">{problemOf(save.error).sentence}</span>
              ) : null}
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** The problems of one guardrail, by its own field names. */
function short(problems: Readonly<Record<string, string>>, id: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).map(([name, sentence]) => [
      name.startsWith(`${id}.`) ? name.slice(id.length + 1) : name,
      sentence,
    ]),
  );
}

function useSave(onSaved: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.updateGuardrails.mutationOptions({
      meta: { quiet: true },
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settings.guardrails.queryFilter());
        onSaved();
        toast.done('Saved. It applies from the next message on.');
      },
      onError: (error) => {
        const problem = problemOf(error);
        toast.problem(problem.sentence, { description: problem.next, id: problem.code });
      },
    }),
  );
}
