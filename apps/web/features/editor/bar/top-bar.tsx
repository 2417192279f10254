'use client';
import { Button, StatePill, type StateName } from '@millrace/ui';
import type { Kinds } from '@millrace/flow';
import type { FlowState } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { publishWords } from '../publish/publish-words.ts';
import type { EditorState } from '../store/editor-state.ts';
import { isToDo } from '../store/to-do.ts';
import { plural } from '../store/words.ts';
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

/** Name, state, saved, problems, publish: what one must see at all times. */
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

/** How many problems there are: loud ones first, then what is merely left to do, then remarks. */
function Problems() {
  const editor = useEditor();
  const errors = useEditorState((state) => countOf(state, editor.kinds, 'loud'));
  const toDo = useEditorState((state) => countOf(state, editor.kinds, 'to-do'));
  const remarks = useEditorState((state) => state.problems.filter((problem) => problem.severity === 'warning').length);
  const open = useEditorState((state) => state.panel === 'problems');
  const words =
    errors > 0
      ? plural(errors, 'problem') + (toDo > 0 ? `, ${toDo} to do` : '')
      : toDo > 0
        ? `${toDo} to do`
        : remarks > 0
          ? plural(remarks, 'remark')
          : 'No problems';
  return (
    <Button
      look="quiet"
      size="medium"
      icon={errors > 0 ? 'warning' : toDo > 0 ? 'circle-dashed' : remarks > 0 ? 'info' : 'check'}
      aria-pressed={open}
      aria-label={words}
      onClick={() => editor.choose.show('problems')}
      className={
        errors > 0
          ? 'text-broken not-data-disabled:hover:text-broken'
          : remarks > 0 && toDo === 0
            ? 'text-waiting not-data-disabled:hover:text-waiting'
            : ''
      }
    >
      <span className="hidden sm:inline">{words}</span>
      <span className="tabular sm:hidden">{errors || toDo || remarks || ''}</span>
    </Button>
  );
}

function countOf(state: EditorState, kinds: Kinds, wanted: 'loud' | 'to-do'): number {
  const { nodes } = state.document;
  return state.problems.filter((problem) => problem.severity === 'error' && isToDo(problem, nodes, kinds, state) === (wanted === 'to-do'))
    .length;
}

function PublishButton() {
  const editor = useEditor();
  const shown = useEditorState((state) => state.mayPublish);
  const { button, icon } = publishWords(useEditorState((current) => current.flow));
  const errors = useEditorState((current) => current.problems.some((problem) => problem.severity === 'error'));
  if (!shown || !editor.actions.publish) return null;
  return (
    <Button
      look={errors ? 'secondary' : 'primary'}
      icon={icon === 'play' ? icon : undefined}
      className="hidden md:inline-flex"
      onClick={() => editor.choose.overlay({ is: 'publish' })}
    >
      {button}
    </Button>
  );
}
