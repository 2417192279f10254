'use client';
import { Suspense, useEffect, useMemo, useRef } from 'react';
import { EDITORS } from '@millrace/nodes/editors';
import type { Problem } from '@millrace/flow';
import { classes, FamilyMark, Icon, IconButton, Panel, SchemaForm, setAt, Skeleton } from '@millrace/ui';
import { FixButton } from '../problems/fix-button.tsx';
import { ProblemNotes } from '../problems/problem-list.tsx';
import { problemsAt } from '../store/derived.ts';
import { eventsAbout } from '../store/events-of.ts';
import { EventsHere, useEditor, useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { isToDo } from '../store/to-do.ts';
import { familyOf, iconOf, titleOf } from '../store/words.ts';
import { STEP_CONTROLS } from './step-controls.tsx';
import { ByBestChannel } from './by-best-channel.tsx';
import { StepName } from './step-name.tsx';
import { StepContext } from './step-context.ts';
import { TriggerChooser } from './trigger-chooser.tsx';
import { WaysSection } from './ways-section.tsx';

/** Frames for which a field that was reached keeps the focus, and after which a dialog that stays keeps it. */
const [FRAMES_HELD, MOST_FRAMES] = [6, 120];
const FIRST_FIELD =
  'input:not([disabled], [type="hidden"], [aria-hidden="true"]), textarea:not([disabled]), button:not([disabled])';

/** In a read-only panel, buttons that add, move or remove are hidden. Choices stay, since they show what is chosen. */
const WITHOUT_CHANGES =
  '[&_fieldset:disabled_button:not([role])]:hidden [&_button:disabled:not([role])]:hidden [&_button[aria-disabled=true]:not([role])]:hidden';

/** The settings of one step, built from its kind's schema. */
export function StepPanel({ id }: { id: string }) {
  const editor = useEditor();
  const { kinds } = editor;
  const node = useEditorState((state) => state.document.nodes[id]);
  const problems = useEditorState((state) => problemsAt(state.problems, id));
  const narrow = useNarrow();
  const disabled = useEditorState((state) => !state.mayEdit || state.mode !== 'build') || narrow;
  const currency = useEditorState((state) => state.flow.currency);
  const field = useEditorState((state) => state.field);
  const box = useRef<HTMLDivElement>(null);
  const nodes = useEditorState((state) => state.document.nodes);
  const touched = useEditorState((state) => state.touched);
  const tried = useEditorState((state) => state.tried);
  const { byField, toDo, loose, looseToDo } = useMemo(() => {
    const quiet = (problem: Problem) => isToDo(problem, nodes, kinds, { touched, tried });
    const named = (list: readonly Problem[]) =>
      Object.fromEntries(
        list
          .toReversed()
          .flatMap((problem) =>
            problem.field && problem.severity === 'error' ? [[problem.field, problem.sentence]] : [],
          ),
      );
    // Problems of fields are shown at the field. Those with a fix are listed here too, with a button.
    const whole = problems.filter(
      (problem) => !problem.field || problem.fix || problem.severity === 'warning',
    );
    return {
      byField: named(problems.filter((problem) => !quiet(problem))),
      toDo: named(problems.filter(quiet)),
      loose: whole.filter((problem) => !quiet(problem)),
      looseToDo: whole.filter(quiet),
    };
  }, [problems, nodes, kinds, touched, tried]);
  const context = useMemo(() => ({ node: id, field }), [id, field]);
  const events = useMemo(
    () => eventsAbout(node?.config, Object.values(nodes), kinds),
    [node?.config, nodes, kinds],
  );

  // Pressing a problem moves the caret to its field.
  useEffect(() => {
    if (field === null) return;
    const target = () =>
      box.current?.querySelector<HTMLElement>(
        '[aria-invalid="true"], [data-invalid] input:not([disabled]), [data-invalid] button:not([disabled])',
      ) ??
      box.current?.querySelector<HTMLElement>(FIRST_FIELD) ??
      box.current?.closest<HTMLElement>('aside');
    let frame = 0;
    /** A dialog that closes at the same time gives the focus back when it is gone, which must not come last. */
    const reach = (frames: number, reached: number) => {
      const isCovered = document.querySelector('[role="dialog"]') !== null;
      const wanted = isCovered ? null : target();
      if (wanted && (reached === 0 || !box.current?.contains(document.activeElement))) wanted.focus();
      const next = isCovered ? 0 : reached + 1;
      if (next > FRAMES_HELD || frames > MOST_FRAMES) editor.choose.fieldReached();
      else frame = requestAnimationFrame(() => reach(frames + 1, next));
    };
    frame = requestAnimationFrame(() => reach(0, 0));
    return () => cancelAnimationFrame(frame);
  }, [field, editor]);

  const kind = node && kinds[node.kind];
  if (!node) return null;
  const Own = EDITORS[node.kind];
  const change = (path: string, value: unknown) =>
    editor.edit.configure(
      id,
      setAt(editor.store.getState().document.nodes[id]?.config ?? {}, path, value),
      path,
    );
  return (
    <StepContext.Provider value={context}>
      <EventsHere.Provider value={events}>
        <Panel
          tabIndex={-1}
          aria-label={`Settings of ${titleOf(node, kinds)}`}
          title={kind?.title ?? node.kind}
          subtitle={kind?.summary}
          mark={<FamilyMark family={familyOf(node, kinds)} icon={iconOf(node, kinds)} />}
          onClose={() => editor.choose.closePanel()}
          actions={
            disabled ? undefined : (
              <>
                <IconButton
                  icon="copy"
                  label="Duplicate"
                  keys={['Ctrl', 'D']}
                  size="small"
                  onClick={() => editor.edit.duplicate()}
                />
                <IconButton
                  icon="trash"
                  label="Delete"
                  keys={['Del']}
                  size="small"
                  onClick={() => editor.edit.remove([id])}
                />
              </>
            )
          }
        >
          <div ref={box} className={classes('flex flex-col gap-5', disabled && WITHOUT_CHANGES)}>
            {kind?.trigger ? <TriggerChooser id={id} disabled={disabled} /> : null}
            <ProblemNotes problems={loose} label="Problems of this step" />
            {looseToDo.length > 0 ? (
              <ul aria-label="To do for this step" className="flex flex-col gap-1 text-13 text-soft">
                {looseToDo.map((problem) => (
                  <li key={problem.code + problem.sentence} className="flex flex-wrap items-center gap-1.5">
                    <Icon name="circle-dashed" size={14} className="text-faint" />
                    <span className="min-w-40 flex-1">{problem.sentence}</span>
                    <FixButton problem={problem} />
                  </li>
                ))}
              </ul>
            ) : null}
            {kind ? (
              <Suspense fallback={<Skeleton className="h-40 w-full" />}>
                {Own ? (
                  <Own
                    config={node.config}
                    controls={STEP_CONTROLS}
                    problems={byField}
                    currency={currency}
                    disabled={disabled}
                    onChange={change}
                  />
                ) : (
                  <SchemaForm
                    schema={kind.config}
                    value={node.config}
                    controls={STEP_CONTROLS}
                    problems={byField}
                    toDo={toDo}
                    onTouch={(path) => editor.choose.touch(id, path)}
                    currency={currency}
                    disabled={disabled}
                    onChange={change}
                  />
                )}
              </Suspense>
            ) : (
              <p className="text-13 text-soft">
                This step is from another version of Millrace and cannot be changed here. Delete it, or update
                Millrace.
              </p>
            )}
            {kind?.channel && !disabled ? <ByBestChannel id={id} /> : null}
            <StepName id={id} disabled={disabled} />
            <WaysSection id={id} disabled={disabled} />
          </div>
        </Panel>
      </EventsHere.Provider>
    </StepContext.Provider>
  );
}
