'use client';
import { Button, StatePill, type StateName } from '@millrace/ui';
import type { FlowState } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { publishWords } from '../publish/publish-words.ts';
import { isLiveAsItIs } from '../store/live.ts';
import { toDoIn } from '../store/to-do.ts';
import { errorsIn, problemWords } from '../problems/problem-words.ts';
import { FlowName } from './flow-name.tsx';
import { FlowMenu } from './flow-menu.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { SavedMark } from './saved-mark.tsx';
import { UndoButtons } from './undo-buttons.tsx';

const PILLS: Readonly<Record<FlowState, { state: StateName; words: string }>> = {
  draft: { state: 'draft', words: 'Draft' },
  live: { state: 'live', words: 'Live' },
  paused: { state: 'paused', words: 'Paused' },
  stopped: { state: 'ended', words: 'Stopped' },
};

/** The bar over the canvas: name, state, whether the draft is saved, problems, and publishing. */
export function TopBar() {
  const flow = useEditorState((state) => state.flow);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const building = useEditorState((state) => state.mode === 'build');
  const looking = useEditorState((state) => state.looking !== null);
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-3 py-1.5">
      <div className="flex min-w-40 flex-1 items-center gap-2">
        <FlowName />
        <StatePill state={PILLS[flow.state].state}>
          {PILLS[flow.state].words}
          {flow.version !== null ? <span className="font-normal">v{flow.version}</span> : null}
        </StatePill>
        <SavedMark />
      </div>
      {looking ? null : (
        <div className="order-last w-full md:order-none md:w-auto">
          <ModeSwitch />
        </div>
      )}
      <div className="flex items-center md:flex-1 justify-end gap-1.5">
        {mayEdit && building && !looking ? (
          <span className="hidden items-center md:flex">
            <UndoButtons />
          </span>
        ) : null}
        {looking ? null : <Problems />}
        <FlowMenu />
        {looking ? null : <PublishButton />}
      </div>
    </header>
  );
}

const PROBLEM_LOOKS = {
  broken: { icon: 'warning', className: 'text-broken not-data-disabled:hover:text-broken' },
  waiting: { icon: 'info', className: 'text-waiting not-data-disabled:hover:text-waiting' },
  'to-do': { icon: 'circle-dashed', className: '' },
  asking: { icon: 'loader', className: '' },
  fine: { icon: 'check', className: '' },
} as const;

/** The number of problems: errors first, then fields still to fill in, then remarks. */
function Problems() {
  const editor = useEditor();
  const problems = useEditorState((state) => state.problems);
  const checked = useEditorState((state) => state.checked);
  const open = useEditorState((state) => state.panel === 'problems');
  const toDo = useEditorState((state) => toDoIn(state, editor.kinds));
  const { button, look } = problemWords(problems, checked, toDo);
  const errors = errorsIn(problems) - toDo;
  const { icon, className } = PROBLEM_LOOKS[look];
  return (
    <Button
      look="quiet"
      size="medium"
      icon={icon}
      aria-pressed={open}
      aria-label={button}
      onClick={() => editor.choose.show('problems')}
      className={className}
    >
      <span className="hidden sm:inline">{button}</span>
      <span className="tabular sm:hidden">{errors || toDo || problems.length || ''}</span>
    </Button>
  );
}

function PublishButton() {
  const editor = useEditor();
  const shown = useEditorState((state) => state.mayPublish);
  const flow = useEditorState((state) => state.flow);
  const subject = useEditorState((state) => state.document.subject);
  const { button, icon, nothingToDo, description } = publishWords(
    { ...flow, subject },
    useEditorState(isLiveAsItIs),
  );
  const errors = useEditorState((current) =>
    current.problems.some((problem) => problem.severity === 'error'),
  );
  if (!shown || !editor.actions.publish) return null;
  return (
    <Button
      look={nothingToDo ? 'quiet' : errors ? 'secondary' : 'primary'}
      icon={icon === 'upload' ? undefined : icon}
      className="hidden md:inline-flex"
      disabled={nothingToDo}
      focusableWhenDisabled
      title={nothingToDo ? description : undefined}
      onClick={() => editor.choose.overlay({ is: 'publish' })}
    >
      {button}
    </Button>
  );
}
