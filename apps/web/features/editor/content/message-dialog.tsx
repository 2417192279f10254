'use client';
import { useEffect, useRef, useState } from 'react';
import { channelById } from '@millrace/channels';
import { Button, classes, Dialog, SchemaForm, setAt, type FormValue } from '@millrace/ui';
import { useContentField, useStep } from '../panel/step-context.ts';
import { useContentToDo } from './content-to-do.ts';
import { ProblemNotes } from '../problems/problem-list.tsx';
import { problemsAt } from '../store/derived.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { CONTENT_CONTROLS } from './content-controls.tsx';
import { contentProblems } from './content-problems.ts';
import { MessagePreview, type Screen } from './message-preview.tsx';
import { TestSend } from './test-send.tsx';
import { UndoButtons } from '../bar/undo-buttons.tsx';

export interface MessageDialogProps {
  title: string;
  channel: string;
  content: FormValue;
  onChange: (content: FormValue) => void;
  onClose: () => void;
  purpose: 'marketing' | 'transactional';
  currency: string;
  disabled: boolean;
}

/** The message editor: fields on the left, preview on the right. Changes are kept as they are typed. */
export function MessageDialog({
  title,
  channel,
  content,
  onChange,
  onClose,
  purpose,
  currency,
  disabled,
}: MessageDialogProps) {
  const { actions } = useEditor();
  const { touch, split } = useContentToDo();
  const kind = channelById(channel);
  const wanted = useContentField();
  const [screen, setScreen] = useState<Screen>('phone');
  const { node } = useStep();
  const found = useEditorState((state) => problemsAt(state.problems, node));
  const form = useRef<HTMLDivElement>(null);
  // If opened by a problem, the caret goes to its field.
  useEffect(() => {
    if (wanted === null) return;
    const row = /^blocks\.(\d+)/.exec(wanted)?.[1];
    const timer = setTimeout(() => {
      const place = row === undefined ? form.current : form.current?.querySelector(`[data-row="${row}"]`);
      (
        place?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
        place?.querySelector<HTMLElement>('button')
      )?.focus();
    }, 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  if (!kind) return null;
  // Users who may not edit see the preview instead of a disabled form, if there is a preview.
  const looking = disabled && actions.renderPreview !== undefined;
  const { notes, byField } = contentProblems(found, kind.problems(content));
  const { problems, toDo } = split(byField);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      description={`${kind.title}. ${disabled ? 'As it is in this draft.' : 'Changes are saved automatically.'}`}
      width="wide"
      actions={
        <>
          {disabled ? null : (
            <span className="mr-auto flex">
              <UndoButtons />
            </span>
          )}
          <TestSend channel={channel} content={content} />
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div
        className={classes(
          'grid grid-cols-[minmax(0,1fr)] gap-6 md:h-[60vh]',
          !looking &&
            (screen === 'desktop'
              ? 'md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]'
              : 'md:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]'),
        )}
      >
        <div
          ref={form}
          data-undoes={disabled ? undefined : ''}
          hidden={looking}
          className="min-h-0 md:-ml-1 md:overflow-y-auto md:pr-2 md:pb-1 md:pl-1"
        >
          {notes.length > 0 ? (
            <div className="pb-4">
              <ProblemNotes problems={notes} label="Problems of this message" />
            </div>
          ) : null}
          <SchemaForm
            schema={kind.content}
            value={content}
            controls={CONTENT_CONTROLS}
            problems={problems}
            toDo={toDo}
            onTouch={touch}
            selfLabelled={[]}
            currency={currency}
            disabled={disabled}
            onChange={(path, next) => onChange(setAt(content, path, next))}
          />
        </div>
        <div
          className={classes(
            'flex min-h-0 min-w-0 flex-col md:overflow-y-auto',
            !looking && 'md:border-l md:border-line md:pl-6',
          )}
        >
          <MessagePreview channel={channel} content={content} purpose={purpose} onScreen={setScreen} />
        </div>
      </div>
    </Dialog>
  );
}
