'use client';
import { count as inDigits } from '@millrace/base/words';
import { Icon } from '@millrace/ui';
import type { NodeCounts } from '../actions.ts';
import { rehearsedCount } from '../rehearsal/rehearsal-words.ts';
import { useEditor, useEditorState, useNodeCounts } from '../store/hooks.ts';

/** What a number is called, in the order a person asks for it. */
const SHOWN: readonly { readonly count: keyof NodeCounts; readonly word: string; readonly icon: string }[] = [
  { count: 'waiting', word: 'here now', icon: 'clock' },
  { count: 'sent', word: 'sent', icon: 'outbox' },
  { count: 'opened', word: 'opened', icon: 'envelope-open' },
  { count: 'clicked', word: 'clicked', icon: 'pin' },
  { count: 'held', word: 'held', icon: 'hourglass' },
  { count: 'refused', word: 'not sent', icon: 'ban' },
  { count: 'failed', word: 'failed', icon: 'warning' },
  { count: 'exited', word: 'left', icon: 'sign-out' },
];

/** People at a step in numbers; each number leads to the people behind it where the page knows a list. */
export function StepCounts({ id }: { id: string }) {
  const { actions } = useEditor();
  const rehearsed = useEditorState((state) => state.mode === 'rehearse');
  const counts = useNodeCounts(id);
  if (!counts) return <span className="text-faint">Nobody yet</span>;
  const entered = counts.entered ?? 0;
  const rest = SHOWN.filter(({ count }) => (counts[count] ?? 0) > 0).slice(0, 3);
  return (
    <>
      <Figure
        node={id}
        count="entered"
        value={entered}
        word="came here"
        icon="users"
        link={rehearsed ? undefined : actions.peopleLink}
        rehearsed={rehearsed}
      />
      {rest.map(({ count, word, icon }) => (
        <Figure
          key={count}
          node={id}
          count={count}
          value={counts[count] ?? 0}
          word={word}
          icon={icon}
          link={rehearsed ? undefined : actions.peopleLink}
          rehearsed={rehearsed}
        />
      ))}
    </>
  );
}

interface FigureProps {
  node: string;
  count: string;
  value: number;
  word: string;
  icon: string;
  link: ((node: string, count: string) => string) | undefined;
  /** The people are those of the rehearsal, beside the canvas. */
  rehearsed: boolean;
}

function Figure({ node, count, value, word, icon, link, rehearsed }: FigureProps) {
  const { choose, rehearsing, actions } = useEditor();
  const shown = (
    <span className="inline-flex items-center gap-1" title={`${inDigits(value)} ${word}`}>
      <Icon name={icon} size={12} className="text-faint" />
      <span className="font-medium text-ink tabular">{inDigits(value)}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
  if (rehearsed && actions.rehearsed)
    return (
      <button
        type="button"
        tabIndex={-1}
        className="nodrag cursor-pointer rounded-sm hover:text-river hover:underline"
        onClick={(event) => {
          event.stopPropagation();
          choose.rehearsal();
          void rehearsing.look({ node, count: rehearsedCount(count) });
        }}
      >
        {shown}
      </button>
    );
  if (!link) return shown;
  return (
    <a
      href={link(node, count)}
      tabIndex={-1}
      className="nodrag rounded-sm hover:text-river hover:underline"
      onClick={(event) => event.stopPropagation()}
    >
      {shown}
    </a>
  );
}
