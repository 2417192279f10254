'use client';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { NodeCard, classes } from '@millrace/ui';
import { onCard, orderFor, problemsAt } from '../store/derived.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { waysOut } from '../store/wiring.ts';
import { familyOf, iconOf, plural, sentenceOf, titleOf } from '../store/words.ts';
import { StepCounts } from './step-counts.tsx';

/** One step on the canvas. Draws again only when its own step, problems or numbers change. */
export const StepNode = memo(function StepNode({ id, selected }: NodeProps) {
  const editor = useEditor();
  const { kinds } = editor;
  const node = useEditorState((state) => state.document.nodes[id]);
  const problems = useEditorState((state) => problemsAt(state.problems, id));
  const mode = useEditorState((state) => state.mode);
  const reachable = useEditorState((state) =>
    state.selection.length > 0 ? state.selection.at(-1) === id : orderFor(state.document, kinds)[0] === id,
  );
  if (!node) return null;
  const title = titleOf(node, kinds);
  const sentence = sentenceOf(node, kinds);
  const shown = mode === 'build' ? onCard(problems) : [];
  const trigger = familyOf(node, kinds) === 'trigger';
  const spoken = `${title}. ${sentence}${problems.length > 0 ? ` ${plural(problems.length, 'problem')}: ${problems[0]?.sentence}` : ''}`;
  return (
    <div className="group/step flex w-66 justify-center">
      {trigger ? null : (
        <Handle type="target" id="in" position={Position.Top} className={classes(HANDLE, 'opacity-0')} isConnectableStart={false} />
      )}
      <NodeCard
        role="button"
        tabIndex={reachable ? 0 : -1}
        data-step={id}
        aria-label={spoken}
        aria-current={selected || undefined}
        family={familyOf(node, kinds)}
        icon={iconOf(node, kinds)}
        title={title}
        sentence={sentence}
        problems={shown.map((problem) => problem.sentence)}
        selected={selected}
        counts={mode === 'build' ? undefined : <StepCounts id={id} />}
        className="cursor-pointer focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-river"
      />
      <Ports id={id} />
    </div>
  );
});

const HANDLE = 'size-3! border-2! border-surface! bg-control! transition-opacity';

/** A grip for each way out, in order along the lower edge. */
function Ports({ id }: { id: string }) {
  const { kinds } = useEditor();
  const document = useEditorState((state) => state.document);
  const ways = waysOut(document, kinds, id);
  return ways.map((way, index) => (
    <Handle
      key={way.port.id}
      type="source"
      id={way.port.id}
      position={Position.Bottom}
      isConnectableEnd={false}
      title={way.port.label}
      style={{ left: `${portShare(index, ways.length) * 100}%` }}
      className={classes(HANDLE, 'z-1 opacity-0 group-hover/step:opacity-100 hover:bg-river!', way.stale && 'bg-broken!')}
    />
  ));
}

/** Where along the lower edge a port sits, 0 to 1: near the middle, so that ways fan out from one place. */
export function portShare(index: number, count: number): number {
  const gap = Math.min(0.16, 0.7 / Math.max(1, count));
  return 0.5 + (index - (count - 1) / 2) * gap;
}
