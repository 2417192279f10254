'use client';
import { LISTS_FACT } from '@millrace/flow';
import { Link, Select, type ControlProps } from '@millrace/ui';
import { useCallback, useEffect } from 'react';
import { useEditor } from '../../store/hooks.ts';
import { chosenThing } from './chosen-thing.ts';
import { useAsked } from './use-asked.ts';

const NONE = 'none';

interface List {
  readonly value: string;
  readonly label: string;
}

/** Chooses one of the store's lists. Its name is kept for the card. */
export function ListControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const { actions } = useEditor();
  const ask = useCallback(() => actions.factValues?.(LISTS_FACT, {}).then(({ values }) => values), [actions]);
  const lists = useAsked<List>(ask);
  const chosen = chosenThing(value);
  const known = lists?.find((list) => list.value === chosen.id);
  // A list that was renamed keeps its old name on the card until the step is opened.
  useEffect(() => {
    if (known && known.label !== chosen.name && !disabled) onChange({ id: known.value, name: known.label });
  }, [known, chosen.name, disabled, onChange]);
  return (
    <>
      <Select
        aria-label={field.label}
        value={chosen.id || NONE}
        onValueChange={(next) =>
          onChange({
            id: next === NONE ? '' : next,
            name: lists?.find((list) => list.value === next)?.label ?? '',
          })
        }
        invalid={problem !== null}
        disabled={disabled}
        options={[
          { value: NONE, label: 'None' },
          ...(lists ?? []),
          ...(chosen.id !== '' && !known
            ? [{ value: chosen.id, label: lists === null ? chosen.name || '…' : 'A deleted list' }]
            : []),
        ]}
      />
      {lists?.length === 0 ? (
        <p className="mt-1 text-12 text-soft">
          There is no list yet.{' '}
          <Link render={<a href="/segments?new=list" target="_blank" rel="noreferrer" />}>
            Make the first one
          </Link>
        </p>
      ) : null}
    </>
  );
}
