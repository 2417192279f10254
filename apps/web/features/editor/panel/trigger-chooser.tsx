'use client';
import { useEffect, useMemo, useState } from 'react';
import { canBegin, type Subject } from '@millrace/flow';
import { Field, Icon, Select } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { SUBJECTS, triggerKinds } from '../store/triggers.ts';

/** Chooses the flow's subject and its kind of trigger, above the trigger's settings. */
export function TriggerChooser({ id, disabled }: { id: string; disabled: boolean }) {
  const editor = useEditor();
  const subject = useEditorState((state) => state.document.subject);
  const kind = useEditorState((state) => state.document.nodes[id]?.kind ?? '');
  const kinds = useMemo(() => triggerKinds(editor.kinds), [editor.kinds]);
  // Flows about carts are offered no more: a customer's flow can be once for each cart. Existing ones keep the choice.
  const subjects = SUBJECTS.filter(({ value }) => value !== 'cart' || subject === 'cart');
  return (
    <div className="flex flex-col gap-5">
      <Field label="The flow is about">
        <Select
          value={subject}
          options={subjects}
          disabled={disabled}
          onValueChange={(next: Subject) => editor.edit.about(id, next)}
        />
      </Field>
      <Field label="It begins with">
        <Select
          value={kind}
          options={kinds.map((other) => ({
            value: other.kind,
            label: other.title,
            help: other.summary,
            disabled: !canBegin(other, subject),
          }))}
          disabled={disabled}
          onValueChange={(next) => editor.edit.beginWith(id, next)}
        />
      </Field>
      <TriggerForecast id={id} />
    </div>
  );
}

const SLOW = 500;

/** How many would enter by the trigger as it is set. Read half a second after the last change. */
function TriggerForecast({ id }: { id: string }) {
  const { actions } = useEditor();
  const subject = useEditorState((state) => state.document.subject);
  const node = useEditorState((state) => state.document.nodes[id]);
  const [sentences, setSentences] = useState<readonly string[] | null>(null);
  const question = useMemo(
    () => node && JSON.stringify({ subject, kind: node.kind, config: node.config }),
    [node, subject],
  );
  useEffect(() => {
    const ask = actions.forecast;
    if (!ask || !question) return;
    let open = true;
    const {
      kind,
      config,
      subject: about,
    } = JSON.parse(question) as { kind: string; config: Record<string, unknown>; subject: Subject };
    const timer = setTimeout(
      () =>
        void ask({ subject: about, kind, config }).then(
          (found) => open && setSentences(found),
          () => open && setSentences(null),
        ),
      SLOW,
    );
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [actions, question]);
  if (!sentences || sentences.length === 0) return null;
  return (
    <div
      role="status"
      aria-label="Who would enter"
      className="flex gap-2 rounded-md bg-sunken px-3 py-2.5 text-13 text-soft"
    >
      <Icon name="users" size={16} className="mt-0.5 shrink-0 text-faint" />
      <div className="flex flex-col gap-1">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
