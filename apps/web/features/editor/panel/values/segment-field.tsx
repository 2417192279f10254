'use client';
import { useMemo, useState } from 'react';
import type { FactCondition } from '@millrace/flow';
import { ComboboxMany, Link } from '@millrace/ui';
import { asChoice } from './choices.ts';
import { goneWords, segmentsLike } from './segment-choices.ts';
import { useKnownValues } from './use-known-values.ts';
import { useSegmentNames } from './use-segment-names.ts';

export interface SegmentFieldProps {
  condition: FactCondition;
  onChange: (value: FactCondition['value'], called?: FactCondition['called']) => void;
  invalid: boolean;
}

/** The saved segments of a condition, chosen by name. One that no longer exists stays visible until it is taken out. */
export function SegmentField({ condition, onChange, invalid }: SegmentFieldProps) {
  const { fact, value, called } = condition;
  const [typed, setTyped] = useState('');
  const ids = useMemo(
    () =>
      (Array.isArray(value) ? value : [value]).flatMap((one) =>
        one === undefined || one === '' ? [] : [String(one)],
      ),
    [value],
  );
  const names = useSegmentNames(ids);
  const known = useKnownValues(fact, typed.trim());
  const chosen = useMemo(
    () =>
      ids.map((id) => {
        const name = names?.get(id) ?? null;
        return { value: id, label: name ?? (names ? goneWords(called?.[id]) : (called?.[id] ?? '…')) };
      }),
    [ids, names, called],
  );
  const isGone = names !== null && ids.some((id) => !names.has(id));
  const options = segmentsLike(known, typed).map(asChoice);
  const none = known !== null && known.values.length === 0 && typed.trim() === '';
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <ComboboxMany
        aria-label="Segments"
        value={chosen}
        options={options}
        onInputValueChange={setTyped}
        onValueChange={(next) =>
          onChange(
            next.map((one) => one.value),
            Object.fromEntries(next.map((one) => [one.value, nameToKeep(one.value, one.label)])),
          )
        }
        placeholder="Choose a segment"
        nothing={known === null ? 'Loading' : none ? 'No segment saved yet.' : 'No segment has this name.'}
        invalid={invalid || isGone}
      />
      {isGone ? (
        <p role="status" className="text-12 text-broken">
          A segment that no longer exists has nobody in it. Take it out, or choose another.
        </p>
      ) : null}
      {none && ids.length === 0 ? (
        <p className="text-12 text-faint">
          No segment saved yet.{' '}
          <Link render={<a href="/segments/new" target="_blank" rel="noreferrer" />}>Save the first one</Link>
        </p>
      ) : null}
    </div>
  );

  /** A segment that is gone keeps the name it had. */
  function nameToKeep(id: string, label: string): string {
    return known?.values.find((one) => one.value === id)?.label ?? names?.get(id) ?? called?.[id] ?? label;
  }
}
