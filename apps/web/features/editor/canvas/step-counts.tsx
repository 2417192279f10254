'use client';
import { noneOfSubject } from '@millrace/flow';
import type { ReactNode } from 'react';
import { capital, count as inDigits } from '@millrace/base/words';
import type { NodeCounts } from '../actions.ts';
import { rehearsedCount } from '../rehearsal/rehearsal-words.ts';
import { useEditor, useEditorState, useNodeCounts } from '../store/hooks.ts';

/** The numbers of a card with their labels, most wanted first. */
const SHOWN: readonly { readonly count: keyof NodeCounts; readonly word: string }[] = [
  { count: 'waiting', word: 'here now' },
  { count: 'sent', word: 'sent' },
  { count: 'opened', word: 'opened' },
  { count: 'clicked', word: 'clicked' },
  { count: 'held', word: 'held' },
  { count: 'refused', word: 'not sent' },
  { count: 'failed', word: 'failed' },
  { count: 'done', word: 'done' },
  { count: 'notDone', word: 'not done' },
  { count: 'inDoubt', word: 'in doubt' },
  { count: 'exited', word: 'left' },
];

/** The numbers at a step. Each leads to the list of what it counts, where there is one. */
export function StepCounts({ id }: { id: string }) {
  const counts = useNodeCounts(id);
  const subject = useEditorState((state) => state.document.subject);
  if (!counts) return <span className="text-faint">{capital(noneOfSubject(subject))} yet</span>;
  const rest = SHOWN.filter(({ count }) => (counts[count] ?? 0) > 0).slice(0, 3);
  return (
    <>
      <Figure node={id} count="entered" value={counts.entered ?? 0} word="came here" />
      {rest.map(({ count, word }) => (
        <Figure key={count} node={id} count={count} value={counts[count] ?? 0} word={word} />
      ))}
    </>
  );
}

function Figure({ node, count, value, word }: { node: string; count: string; value: number; word: string }) {
  const { actions } = useEditor();
  const rehearsed = useEditorState((state) => state.mode === 'rehearse');
  const link = useCountLink(node, count);
  const shown = (
    <>
      <span className="font-semibold text-ink group-hover/figure:text-river">{inDigits(value)}</span> {word}
    </>
  );
  if (value === 0) return <span>{shown}</span>;
  if (rehearsed && actions.rehearsed)
    return (
      <Rehearsed node={node} count={count}>
        {shown}
      </Rehearsed>
    );
  if (!link) return <span>{shown}</span>;
  return (
    <a
      href={link}
      tabIndex={-1}
      draggable={false}
      className="group/figure nodrag rounded-sm hover:text-river hover:underline"
      onClick={(event) => event.stopPropagation()}
    >
      {shown}
    </a>
  );
}

/** A number of a rehearsal. Pressing it lists the rehearsed entries behind it beside the canvas. */
function Rehearsed({ node, count, children }: { node: string; count: string; children: ReactNode }) {
  const { choose, rehearsing } = useEditor();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="group/figure nodrag cursor-pointer rounded-sm hover:text-river hover:underline"
      onClick={(event) => {
        event.stopPropagation();
        choose.rehearsal();
        void rehearsing.look({ node, count: rehearsedCount(count) });
      }}
    >
      {children}
    </button>
  );
}

/** The address of the list behind a number; null in a mode without live numbers. */
export function useCountLink(node: string, count: string): string | null {
  const { actions } = useEditor();
  const live = useEditorState((state) => state.mode === 'watch');
  return live && actions.peopleLink ? actions.peopleLink(node, count) : null;
}
