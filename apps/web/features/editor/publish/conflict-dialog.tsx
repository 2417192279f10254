'use client';
import { useState } from 'react';
import { Button, Dialog, RadioGroup } from '@millrace/ui';
import type { GraphEdge, GraphNode, GraphNote } from '@millrace/flow';
import type { Clash, Merged, Side } from '../store/merge.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { plural, sentenceOf, titleOf } from '../store/words.ts';

/** Shown when two people changed the same steps. Offers both versions of each; all other changes of both are kept. */
export function ConflictDialog() {
  const editor = useEditor();
  const save = useEditorState((state) => state.save);
  // Compares again whenever the document changes: it can be edited between closing this dialog and opening it again.
  useEditorState((state) => state.document);
  const merged = save.is === 'conflict' ? editor.autosave.compare() : null;
  if (save.is !== 'conflict' || !merged) return null;
  return <Choosing merged={merged} by={save.by} />;
}

function Choosing({ merged, by }: { merged: Merged; by: string }) {
  const editor = useEditor();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const keyOf = (clash: Clash) => `${clash.what}:${clash.id}`;
  const left = merged.clashes.filter((clash) => !choices[keyOf(clash)]).length;
  const all = (choice: Side) =>
    setChoices(Object.fromEntries(merged.clashes.map((clash) => [keyOf(clash), choice])));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : editor.choose.overlay({ is: 'later' }))}
      title={`${by} changed this too`}
      description={`You both changed ${plural(merged.clashes.length, 'thing')}. Choose which version to keep. All other changes are kept from both of you.`}
      actions={
        <>
          <Button look="quiet" onClick={() => all('mine')}>
            All mine
          </Button>
          <Button look="quiet" onClick={() => all('theirs')}>
            All of {by}’s
          </Button>
          <Button look="primary" disabled={left > 0} onClick={() => editor.autosave.resolve(choices)}>
            {left > 0 ? `${plural(left, 'choice')} left` : 'Keep these'}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        {merged.clashes.map((clash) => (
          <li key={keyOf(clash)} className="rounded-md border border-line p-3">
            <p className="pb-2 text-13 font-medium text-ink">
              <About clash={clash} />
            </p>
            <RadioGroup
              aria-label="Version to keep"
              value={choices[keyOf(clash)] ?? null}
              onValueChange={(choice) => setChoices({ ...choices, [keyOf(clash)]: choice })}
              options={[
                { value: 'mine', label: 'Mine', help: <Version clash={clash} value={clash.mine} /> },
                { value: 'theirs', label: `${by}’s`, help: <Version clash={clash} value={clash.theirs} /> },
              ]}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function About({ clash }: { clash: Clash }) {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  if (clash.what === 'settings') return <>The flow setting “{clash.id}”</>;
  if (clash.what === 'note') return <>A note on the canvas</>;
  if (clash.what === 'node') return <>{titleOf((clash.mine ?? clash.theirs) as GraphNode, editor.kinds)}</>;
  const edge = (clash.mine ?? clash.theirs) as GraphEdge;
  return <>Where “{titleOf(nodes[edge.from], editor.kinds)}” leads</>;
}

function Version({ clash, value }: { clash: Clash; value: unknown }) {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  if (value === undefined) return <>Deleted</>;
  if (clash.what === 'node') {
    const node = value as GraphNode;
    return (
      <>
        {sentenceOf(node, editor.kinds)}
        {node.name ? ` (named “${node.name}”)` : ''}
      </>
    );
  }
  if (clash.what === 'edge') return <>To “{titleOf(nodes[(value as GraphEdge).to], editor.kinds)}”</>;
  if (clash.what === 'note') return <>“{(value as GraphNote).text}”</>;
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}
