'use client';
import { noneOfSubject, type Subject } from '@millrace/flow';
import { capital, count as inDigits } from '@millrace/base/words';
import { classes, FamilyMark, Icon } from '@millrace/ui';
import type { NodeCounts } from '../actions.ts';
import { problemsAt } from '../store/derived.ts';
import { useEditor, useEditorState, useNodeCounts } from '../store/hooks.ts';
import { isToDo } from '../store/to-do.ts';
import { familyOf, iconOf, plural, sentenceOf, titleOf } from '../store/words.ts';
import type { OutlineItem } from './outline.ts';

interface RowProps {
  item: OutlineItem;
  current: boolean;
  onReach: () => void;
  mayEdit: boolean;
}

const ROW =
  'flex cursor-pointer items-start gap-2 rounded-md py-1 pr-2 outline-offset-[-2px] hover:bg-sunken';

/** One line of the outline. The whole line is the tree item, so a screen reader reads all of its text. */
export function OutlineRow({ item, current, onReach, mayEdit }: RowProps) {
  const editor = useEditor();
  const shared = {
    role: 'treeitem' as const,
    'aria-level': item.level,
    'data-key': item.key,
    tabIndex: current ? 0 : -1,
    onFocus: onReach,
    style: { paddingLeft: `${8 + (item.level - 1) * 14}px` },
  };
  if (item.type === 'step')
    return <StepRow item={item} shared={shared} current={current} onReach={onReach} />;
  if (item.type === 'goes-to') {
    return (
      <li
        {...shared}
        onClick={() => editor.choose.open(item.node)}
        className={classes(ROW, 'items-center text-13 text-soft')}
      >
        <Icon name={item.back ? 'return' : 'arrow-right'} size={14} className="text-faint" />
        <span>
          {item.back ? 'Back to' : 'Goes on with'} <Title node={item.node} />
        </span>
      </li>
    );
  }
  return (
    <li
      {...shared}
      {...(item.children > 0 ? { 'aria-expanded': true } : {})}
      onClick={() =>
        item.open && mayEdit
          ? editor.choose.overlay({ is: 'add', place: { from: item.from, port: item.port } })
          : onReach()
      }
      className={classes(ROW, 'items-center text-12 font-medium text-soft')}
    >
      <Icon name="branch" size={12} className="text-faint" />
      <span className="min-w-0 truncate">{item.label}</span>
      {item.open ? (
        <span className="flex items-center gap-1 font-normal text-faint">
          {mayEdit ? (
            <>
              <Icon name="plus" size={12} />
              Add step
            </>
          ) : (
            'ends here'
          )}
        </span>
      ) : null}
    </li>
  );
}

function Title({ node }: { node: string }) {
  const editor = useEditor();
  const title = useEditorState((state) => titleOf(state.document.nodes[node], editor.kinds));
  return <span className="font-medium">{title}</span>;
}

interface StepRowProps {
  item: Extract<OutlineItem, { type: 'step' }>;
  shared: Record<string, unknown> & { role: 'treeitem' };
  current: boolean;
  onReach: () => void;
}

function StepRow({ item, shared, onReach }: StepRowProps) {
  const editor = useEditor();
  const { kinds } = editor;
  const node = useEditorState((state) => state.document.nodes[item.node]);
  const problems = useEditorState((state) => problemsAt(state.problems, item.node));
  const selected = useEditorState((state) => state.selection.includes(item.node));
  const watching = useEditorState((state) => state.mode !== 'build');
  const counts = useNodeCounts(item.node);
  const subject = useEditorState((state) => state.document.subject);
  const loud = useEditorState(
    (state) =>
      problems.filter(
        (problem) => problem.severity === 'error' && !isToDo(problem, state.document.nodes, kinds, state),
      ).length,
  );
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return (
    <li
      {...shared}
      role="treeitem"
      aria-selected={selected}
      data-step-row={item.node}
      {...(item.children > 0 ? { 'aria-expanded': true } : {})}
      onClick={() => {
        onReach();
        editor.choose.open(item.node);
      }}
      className={classes(ROW, selected && 'bg-river-tint hover:bg-river-tint')}
    >
      <FamilyMark family={familyOf(node, kinds)} icon={iconOf(node, kinds)} size="small" className="mt-px" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-13 font-medium text-ink">{titleOf(node, kinds)}</span>
        {watching ? (
          <span className="block text-12 text-soft tabular">{cameWords(subject, counts)}</span>
        ) : (
          <span className="line-clamp-2 text-12 text-soft">{sentenceOf(node, kinds)}</span>
        )}
      </span>
      {errors > 0 && !watching ? (
        <span
          className={classes(
            'mt-0.5 flex items-center gap-0.5 text-12',
            loud > 0 ? 'text-broken' : 'text-faint',
          )}
        >
          <Icon name={loud > 0 ? 'warning' : 'circle-dashed'} size={12} />
          <span aria-hidden>{loud || errors}</span>
          <span className="sr-only">
            , {loud > 0 ? plural(loud, 'problem') : `${errors} to do`}: {problems[0]?.sentence}
          </span>
        </span>
      ) : null}
    </li>
  );
}

/** The numbers at a step in words, as on its card. */
function cameWords(subject: Subject, counts: NodeCounts | undefined): string {
  if (!counts) return `${capital(noneOfSubject(subject))} yet`;
  const number = (count: number) => inDigits(count);
  const here = counts.waiting ?? 0;
  const sent = counts.sent ?? 0;
  return [
    `${number(counts.entered ?? 0)} came here`,
    ...(here > 0 ? [`${number(here)} here now`] : []),
    ...(sent > 0 ? [`${number(sent)} sent`] : []),
  ].join(', ');
}
