'use client';
import { Icon, Panel } from '@millrace/ui';
import type { Problem } from '@millrace/flow';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { isToDo } from '../store/to-do.ts';
import { iconOf, titleOf } from '../store/words.ts';
import { FixAllButton, FixButton } from './fix-button.tsx';
import { fixesAlike } from './fixes-alike.ts';
import { problemWords } from './problem-words.ts';

/** All problems, worst first. Pressing one opens the step with the caret in the field. */
export function ProblemPanel() {
  const editor = useEditor();
  const problems = useEditorState((state) => state.problems);
  const checked = useEditorState((state) => state.checked);
  return (
    <Panel
      title="Problems"
      subtitle={problemWords(problems, checked).list}
      aria-label="Problems"
      onClose={() => editor.choose.closePanel()}
    >
      <ProblemList problems={problems} />
    </Panel>
  );
}

export function ProblemList({ problems, onGo }: { problems: readonly Problem[]; onGo?: () => void }) {
  const checked = useEditorState((state) => state.checked);
  const sorted = [...problems].sort(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'),
  );
  if (sorted.length === 0) {
    return checked === 'yes' ? (
      <p className="flex items-center gap-2 text-13 text-good">
        <Icon name="check-circle" />
        There are no problems.
      </p>
    ) : (
      <p className="flex items-center gap-2 text-13 text-soft">
        <Icon name="loader" className={checked === 'asking' ? 'animate-spin' : ''} />
        {problemWords(problems, checked).list}
      </p>
    );
  }
  const alike = fixesAlike(sorted);
  return (
    <>
      {alike.length > 0 ? (
        <div className="flex flex-wrap gap-2 pb-2">
          {alike.map((fix) => (
            <FixAllButton key={fix.title} fix={fix} />
          ))}
        </div>
      ) : null}
      <ul className="-mx-2 flex flex-col gap-0.5">
        {sorted.map((problem, index) => (
          <ProblemRow
            key={`${problem.node}:${problem.code}:${problem.field}:${index}`}
            problem={problem}
            onGo={onGo}
          />
        ))}
      </ul>
    </>
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
    <li className="flex flex-wrap items-center gap-x-2 rounded-md pr-2 hover:bg-sunken">
      <button
        type="button"
        onClick={go}
        className="flex min-w-40 flex-1 cursor-pointer items-start gap-2 px-2 py-1.5 text-left"
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
      {problem.fix || problem.asks !== undefined ? (
        <span className={problem.asks === undefined ? 'ml-8 pb-1.5' : 'ml-8 basis-full pb-2'}>
          <FixButton problem={problem} />
        </span>
      ) : null}
    </li>
  );
}

/** Problems at the place where they are fixed, each with its fix. */
export function ProblemNotes({ problems, label }: { problems: readonly Problem[]; label: string }) {
  if (problems.length === 0) return null;
  const broken = problems.some((problem) => problem.severity === 'error');
  return (
    <ul
      aria-label={label}
      className={
        broken
          ? 'flex flex-col gap-1.5 rounded-md bg-broken-tint px-2.5 py-2 text-13 text-broken'
          : 'flex flex-col gap-1.5 rounded-md bg-waiting-tint px-2.5 py-2 text-13 text-waiting'
      }
    >
      {problems.map((problem, index) => (
        <li
          key={`${problem.code}:${problem.field}:${index}`}
          className="flex flex-wrap items-center justify-between gap-2"
        >
          <span className="min-w-40 flex-1">{problem.sentence}</span>
          <FixButton problem={problem} />
        </li>
      ))}
    </ul>
  );
}
