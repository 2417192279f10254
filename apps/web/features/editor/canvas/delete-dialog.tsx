'use client';
import { useMemo, useState } from 'react';
import { Button, Checkbox, Dialog, Field, Select } from '@millrace/ui';
import { hasToAsk, partingsOf, removedBy, type Choice, type Parting } from '../history/removal.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { plural, titleOf } from '../store/words.ts';

const NOWHERE = '';

/** Asks which branches of a deleted step to keep. Steps that only the other branches lead to are deleted too. */
export function DeleteDialog({ ids }: { ids: readonly string[] }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const partings = useMemo(() => partingsOf(document, editor.kinds, ids), [document, editor, ids]);
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    partings.map(({ ways }) => ({ goOn: ways[0]?.to ?? null, keep: firstOf(ways.map((way) => way.to)) })),
  );
  const gone = removedBy(document, editor.kinds, partings, choices);
  const one = ids.length === 1 ? titleOf(document.nodes[ids[0] ?? ''], editor.kinds) : null;
  const close = () => editor.choose.overlay(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={one ? `Delete “${one}”: which branches stay?` : 'Which branches stay?'}
      description="This step has several branches. Steps that only dropped branches lead to are deleted too."
      width="narrow"
      actions={
        <>
          <Button look="quiet" onClick={close}>
            Keep everything
          </Button>
          <Button look="primary" onClick={() => editor.edit.removeAs(ids, choices)}>
            Delete {plural(gone.length, 'step')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {partings.map((parting, index) =>
          hasToAsk(parting) ? (
            <Ways
              key={parting.steps.join()}
              parting={parting}
              choice={choices[index] ?? { goOn: null, keep: [] }}
              onChoice={(next) =>
                setChoices(choices.map((choice, place) => (place === index ? next : choice)))
              }
              named={partings.length > 1}
            />
          ) : null,
        )}
      </div>
    </Dialog>
  );
}

/** Initially the first branch is kept, as when a step with one branch is deleted. */
const firstOf = (targets: readonly string[]): readonly string[] => targets.slice(0, 1);

interface WaysProps {
  parting: Parting;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  named: boolean;
}

function Ways({ parting, choice, onChoice, named }: WaysProps) {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  const name = (id: string | undefined) => titleOf(nodes[id ?? ''], editor.kinds);
  const keep = (to: string, kept: boolean) => {
    const next = parting.ways
      .map((way) => way.to)
      .filter((other) => (other === to ? kept : choice.keep.includes(other)));
    const goOn = choice.goOn && next.includes(choice.goOn) ? choice.goOn : (next[0] ?? null);
    onChoice({ keep: next, goOn });
  };
  return (
    <>
      <Field label={named ? `Branches of “${name(parting.steps[0])}”` : 'Branches to keep'} group>
        <ul className="flex flex-col gap-2.5">
          {parting.ways.map((way) => (
            <li key={way.to}>
              <Checkbox
                checked={choice.keep.includes(way.to)}
                onCheckedChange={(kept) => keep(way.to, kept)}
                label={way.label}
                help={behindWords(name(way.to), way.behind.length)}
              />
            </li>
          ))}
        </ul>
      </Field>
      {choice.keep.length > 1 ? (
        <Field
          label="The flow goes on with"
          help="The other branches you keep stay unconnected until you connect them."
        >
          <Select
            value={choice.goOn ?? NOWHERE}
            onValueChange={(goOn) => onChoice({ ...choice, goOn })}
            options={parting.ways
              .filter((way) => choice.keep.includes(way.to))
              .map((way) => ({ value: way.to, label: `${way.label}: ${name(way.to)}` }))}
          />
        </Field>
      ) : (
        <p className="text-12 text-faint">
          {choice.goOn
            ? `The flow goes on with “${name(choice.goOn)}”.`
            : 'Nothing is kept. The branch that led here stays open.'}
        </p>
      )}
    </>
  );
}

function behindWords(first: string, behind: number): string {
  if (behind === 0) return `Leads to “${first}”, which other steps lead to as well`;
  return behind === 1 ? `Leads to “${first}”` : `Leads to “${first}” and ${plural(behind - 1, 'more step')}`;
}
