'use client';
import { Icon, Panel } from '@millrace/ui';
import type { Problem } from '@millrace/flow';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { isToDo } from '../store/to-do.ts';
import { iconOf, plural, titleOf } from '../store/words.ts';

/** All that is wrong, worst first. Pressing one goes to the step and puts the caret in the field. */
export function ProblemPanel() {
  const editor = useEditor();
  const problems = useEditorState((state) => state.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const subtitle =
    problems.length === 0
      ? 'Nothing stands in the way of publishing.'
      : errors === 0
        ? 'None of them stops publishing.'
        : `${plural(errors, 'problem')} to fix before publishing.`;
  return (
    <Panel title="Problems" subtitle={subtitle} aria-label="Problems" onClose={() => editor.choose.closePanel()}>
      <ProblemList problems={problems} />
    </Panel>
  );
}

export function ProblemList({ problems, onGo }: { problems: readonly Problem[]; onGo?: () => void }) {
  const sorted = [...problems].sort((left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'));
  if (sorted.length === 0) {
    return (
      <p className="flex items-center gap-2 text-13 text-good">
        <Icon name="check-circle" />
        Everything is in order.
      </p>
    );
  }
  return (
    <ul className="-mx-2 flex flex-col gap-0.5">
      {sorted.map((problem, index) => (
        <ProblemRow key={`${problem.node}:${problem.code}:${problem.field}:${index}`} problem={problem} onGo={onGo} />
      ))}
    </ul>
  );
}

const LOOKS = {
  error: { icon: 'warning', label: 'Problem', className: 'mt-0.5 text-broken' },
  'to-do': { icon: 'circle-dashed', label: 'To do', className: 'mt-0.5 text-faint' },
  warning: { icon: 'info', label: 'Remark', className: 'mt-0.5 text-waiting' },
} as const;

function ProblemRow({ problem, onGo }: { problem: Problem; onGo: (() => void) | undefined }) {
  const editor = useEditor();
  const node = useEditorState((state) => (problem.node ? state.document.nodes[problem.node] : undefined));
  const go = () => {
    onGo?.();
    if (problem.node) editor.choose.open(problem.node, problem.field);
    else editor.update({ panel: 'settings', field: problem.field });
  };
  const toDo = useEditorState((state) => isToDo(problem, state.document.nodes, editor.kinds, state));
  const looks = LOOKS[toDo ? 'to-do' : problem.severity];
  return (
    <li>
      <button
        type="button"
        onClick={go}
        className="flex w-full cursor-pointer items-start gap-2 rounded-md px-2 py-1.5 text-left hover:bg-sunken"
      >
        <Icon name={looks.icon} size={14} label={looks.label} className={looks.className} />
        <span className="min-w-0 flex-1">
          <span className="block text-13 text-ink">{problem.sentence}</span>
          <span className="flex items-center gap-1 text-12 text-faint">
            {node ? (
              <>
                <Icon name={iconOf(node, editor.kinds)} size={12} />
                {titleOf(node, editor.kinds)}
              </>
            ) : (
              'The whole flow'
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
