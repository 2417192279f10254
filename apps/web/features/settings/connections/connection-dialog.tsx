'use client';
import type { ConnectionView } from '@millrace/services/settings';
import { Button, Dialog, Field, Input, SchemaForm, toast, type FormValue } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { problemOf, useTRPC } from '../../shell/index.ts';
import { SecretControl } from '../forms/controls.tsx';
import { fieldProblems } from '../forms/field-problems.ts';
import { schemaFromJson } from '../forms/schema-from-json.ts';
import { configToSave } from './connection-config.ts';
import type { ConnectorView } from './connector-view.ts';

interface ConnectionDialogProps {
  readonly connector: ConnectorView;
  /** Null for a new connection. */
  readonly connection: ConnectionView | null;
  readonly onClose: () => void;
  readonly onSaved: (saved: ConnectionView) => void;
}

const CONTROLS = { secret: SecretControl };

/** The form of a connection, built from the settings its connector declares. */
export function ConnectionDialog({ connector, connection, onClose, onSaved }: ConnectionDialogProps) {
  const [name, setName] = useState(connection?.name ?? connector.title);
  const [config, setConfig] = useState<FormValue>(connection?.config ?? {});
  const { create, update } = useSaving(onSaved);
  const error = create.error ?? update.error;
  const problems = fieldProblems(error);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The first invalid field may be scrolled out of view.
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const changes = Object.fromEntries(
    connector.secretFields.map((field) => [
      field,
      { control: 'secret', set: connection?.secretsSet.includes(field) ?? false },
    ]),
  );
  const save = () => {
    const given = {
      name: name.trim() || connector.title,
      config: configToSave(config, connector.secretFields, connection !== null),
    };
    if (connection) update.mutate({ id: connection.id, ...given });
    else create.mutate({ connector: connector.id, ...given });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={connection ? `Change ${connection.name}` : `Connect ${connector.title}`}
      description={connector.summary}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={create.isPending || update.isPending} onClick={save}>
            {connection ? 'Save changes' : `Connect ${connector.title}`}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        className="space-y-4"
      >
        {connection === null ? <BeforeConnecting connector={connector} /> : null}
        <Field label="Name here" help="Tells several connections apart." error={problems['name']}>
          <Input value={name} onValueChange={(next) => setName(next)} maxLength={120} />
        </Field>
        <SchemaForm
          schema={schemaFromJson(connector.config, { changes })}
          value={config}
          // Emptied fields stay in the form, so that saving can clear them.
          onChange={(path, next) => setConfig({ ...config, [path]: next })}
          problems={problems}
          controls={CONTROLS}
        />
        {error ? (
          <p role="alert" className="text-13 text-broken">
            {problemOf(error).sentence} <span className="text-soft">{problemOf(error).next}</span>
          </p>
        ) : null}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
          Save
        </button>
      </form>
    </Dialog>
  );
}

/** Says where to find the requested values. The addresses to paste are on the connection's page later. */
function BeforeConnecting({ connector }: { connector: ConnectorView }) {
  const steps = connector.steps.filter((step) => !step.byHandOnly);
  if (steps.length === 0) return null;
  return (
    <details className="rounded-md bg-sunken px-3 py-2 text-13">
      <summary className="cursor-pointer font-medium">What to do in {connector.title}</summary>
      <ol className="mt-2 list-decimal space-y-2 pl-5">
        {steps.map((step) => (
          <li key={step.title}>
            {step.title}. <span className="text-soft">{step.text}</span>
            {step.list ? (
              <span className="text-soft"> {step.list.map((item) => item.name).join('; ')}.</span>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

function useSaving(onSaved: (saved: ConnectionView) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = async (saved: ConnectionView, words: string) => {
    toast.done(words);
    onSaved(saved);
    await queries.invalidateQueries(trpc.settings.connections.queryFilter());
  };
  const create = useMutation(
    trpc.settings.createConnection.mutationOptions({
      meta: { quiet: true },
      onSuccess: (saved) => done(saved, `${saved.name} is connected.`),
    }),
  );
  const update = useMutation(
    trpc.settings.updateConnection.mutationOptions({
      meta: { quiet: true },
      onSuccess: (saved) => done(saved, 'Saved.'),
    }),
  );
  return { create, update };
}
