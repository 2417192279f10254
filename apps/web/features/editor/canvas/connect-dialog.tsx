'use client';
import { useMemo, useRef, useState } from 'react';
import { Button, Combobox, Dialog, Field, RadioGroup } from '@millrace/ui';
import { orderFor } from '../store/derived.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { mainPort, waysOut } from '../store/wiring.ts';
import { sentenceOf, titleOf } from '../store/words.ts';

/** Connects two steps without a mouse: choose the branch and the next step from lists. */
export function ConnectDialog({ from, port: asked }: { from: string; port?: string | undefined }) {
  const editor = useEditor();
  const { kinds } = editor;
  const document = useEditorState((state) => state.document);
  const ways = waysOut(document, kinds, from).filter((way) => !way.stale);
  const [port, setPort] = useState(asked ?? mainPort(document, kinds, from) ?? '');
  const [target, setTarget] = useState<string | null>(
    ways.find((way) => way.port.id === port)?.edge?.to ?? null,
  );
  const close = () => {
    editor.choose.overlay(null);
    editor.choose.focus(from);
  };
  const targets = useMemo(
    () =>
      orderFor(document, kinds)
        .filter((id) => id !== from && kinds[document.nodes[id]?.kind ?? '']?.family !== 'trigger')
        .map((id) => ({
          value: id,
          label: titleOf(document.nodes[id], kinds),
          help: sentenceOf(document.nodes[id], kinds),
        })),
    [document, kinds, from],
  );
  const body = useRef<HTMLDivElement>(null);
  const first = useMemo(
    () => ({
      get current() {
        return body.current?.querySelector<HTMLElement>('input:not([type="radio"])') ?? null;
      },
    }),
    [],
  );
  const leads = (id: string | undefined) =>
    id ? `Leads to “${titleOf(document.nodes[id], kinds)}” now` : 'Leads nowhere yet';
  const current = ways.find((way) => way.port.id === port)?.edge;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={`Connect “${titleOf(document.nodes[from], kinds)}”`}
      {...(ways.length === 0
        ? { description: 'This step ends the flow, so it has no branch to connect.' }
        : {})}
      width="narrow"
      initialFocus={first}
      actions={
        <>
          {current ? (
            <Button
              look="quiet"
              onClick={() => {
                editor.edit.disconnect([current.id]);
                close();
              }}
            >
              Disconnect
            </Button>
          ) : null}
          <Button
            look="primary"
            disabled={!target || !port}
            onClick={() => {
              if (target) editor.edit.connect({ from, port }, target);
              close();
            }}
          >
            Connect
          </Button>
        </>
      }
    >
      <div ref={body} className="flex flex-col gap-4">
        {ways.length > 1 ? (
          <Field label="Branch" group>
            <RadioGroup
              aria-label="Branch"
              value={port}
              onValueChange={(next) => {
                setPort(next);
                setTarget(ways.find((way) => way.port.id === next)?.edge?.to ?? null);
              }}
              options={ways.map((way) => ({
                value: way.port.id,
                label: way.port.label,
                help: leads(way.edge?.to),
              }))}
            />
          </Field>
        ) : null}
        {ways.length > 0 ? (
          <Field label="Leads to">
            <Combobox
              aria-label="Leads to"
              value={target}
              onValueChange={setTarget}
              options={targets}
              placeholder="Type the name of a step"
              nothing="No step has that name"
            />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
