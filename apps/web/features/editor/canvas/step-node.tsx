'use client';
import { count } from '@millrace/base/words';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { NodeCard, classes } from '@millrace/ui';
import { onCard, orderFor, problemsAt } from '../store/derived.ts';
import { useEditor, useEditorState, useNodeCounts } from '../store/hooks.ts';
import { isToDo } from '../store/to-do.ts';
import { familyOf, iconOf, plural, sentenceOf, titleOf } from '../store/words.ts';
import { stepKey } from './drop-target.ts';
import { matches } from './find.ts';
import { HANDLE, Ports } from './step-ports.tsx';
import { StepCounts } from './step-counts.tsx';

/** One step on the canvas. Rendered again only if its own step, problems or numbers change. */
export const StepNode = memo(function StepNode({ id, selected }: NodeProps) {
  const editor = useEditor();
  const { kinds } = editor;
  const node = useEditorState((state) => state.document.nodes[id]);
  const problems = useEditorState((state) => problemsAt(state.problems, id));
  // A string, because a new array at each read would render the card again.
  const quiet = useEditorState((state) => quietOnes(problemsAt(state.problems, id), state, kinds));
  const building = useEditorState((state) => state.mode === 'build');
  const receives = useEditorState((state) => state.dropAt === stepKey(id));
  const dimmed = useEditorState(
    (state) => state.looked !== '' && !matches(state.document.nodes[id], kinds, state.looked),
  );
  const reachable = useEditorState((state) =>
    state.selection.length > 0 ? state.selection.at(-1) === id : orderFor(state.document, kinds)[0] === id,
  );
  if (!node) return null;
  const title = titleOf(node, kinds);
  const sentence = sentenceOf(node, kinds);
  const shown = building ? onCard(problems) : [];
  const toDo = new Set(quiet === '' ? [] : quiet.split(' ').map(Number));
  const errors = problems.filter((problem, index) => problem.severity === 'error' && !toDo.has(index));
  const isQuiet = (problem: (typeof problems)[number]) => toDo.has(problems.indexOf(problem));
  const told =
    errors.length > 0
      ? `${plural(errors.length, 'problem')}: ${errors[0]?.sentence}`
      : toDo.size > 0
        ? `${toDo.size} to do.`
        : '';
  const says = (wanted: (problem: (typeof problems)[number]) => boolean) =>
    shown.filter(wanted).map((problem) => problem.sentence);
  // An end has one line, which says how it ended.
  const name = !node.name && familyOf(node, kinds) === 'end' ? sentence : title;
  return (
    <div className="group/step flex w-66 justify-center">
      {familyOf(node, kinds) === 'trigger' ? null : (
        <Handle
          type="target"
          id="in"
          position={Position.Top}
          className={classes(HANDLE, 'opacity-0')}
          isConnectableStart={false}
        />
      )}
      <NodeCard
        press={{
          role: 'button',
          tabIndex: reachable ? 0 : -1,
          'data-step': id,
          'aria-label': [title, sentence, told].filter(Boolean).join('. '),
          'aria-current': selected || undefined,
          className: 'cursor-pointer',
        }}
        family={familyOf(node, kinds)}
        icon={iconOf(node, kinds)}
        title={name}
        sentence={sentence}
        problems={says((problem) => problem.severity === 'error' && !isQuiet(problem))}
        toDo={says(isQuiet)}
        remarks={says((problem) => problem.severity === 'warning')}
        farName={node.name ?? (familyOf(node, kinds) === 'wait' ? sentence : name)}
        selected={selected}
        dimmed={dimmed}
        counts={building ? undefined : <StepCounts id={id} />}
        far={building ? undefined : <Came id={id} />}
        className={receives ? 'border-river! outline-2 outline-offset-2 outline-river' : ''}
      />
      <Ports id={id} />
    </div>
  );
});

/** Indices of the step's problems that are only left to do. */
function quietOnes(
  problems: ReturnType<typeof problemsAt>,
  state: Parameters<Parameters<typeof useEditorState<string>>[0]>[0],
  kinds: Parameters<typeof isToDo>[2],
): string {
  return problems
    .flatMap((problem, index) => (isToDo(problem, state.document.nodes, kinds, state) ? [index] : []))
    .join(' ');
}

/** The number shown when zoomed out. */
function Came({ id }: { id: string }) {
  const counts = useNodeCounts(id);
  const here = counts?.waiting ?? 0;
  if (!counts) return null;
  return (
    <span
      data-words={here > 0 ? `${count(here)} here now` : `${count(counts.entered ?? 0)} came`}
      className="before:content-[attr(data-words)]"
    />
  );
}
