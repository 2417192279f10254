'use client';
import { Select, type ControlProps } from '@millrace/ui';
import { useCallback, useEffect } from 'react';
import type { OtherFlow } from '../../actions.ts';
import { useEditor } from '../../store/hooks.ts';
import { chosenThing } from './chosen-thing.ts';
import { useAsked } from './use-asked.ts';

const NONE = 'none';

/** Chooses another flow of the store. Its name is kept for the card. */
export function FlowControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const { actions } = useEditor();
  const ask = useCallback(() => actions.otherFlows?.(), [actions]);
  const flows = useAsked<OtherFlow>(ask);
  const chosen = chosenThing(value);
  const known = flows?.find(({ id }) => id === chosen.id);
  // A flow that was renamed keeps its old name on the card until the step is opened.
  useEffect(() => {
    if (known && known.name !== chosen.name && !disabled) onChange({ id: known.id, name: known.name });
  }, [known, chosen.name, disabled, onChange]);
  const label = ({ name, isLive }: OtherFlow) => (isLive ? name : `${name} (not live)`);
  return (
    <>
      <Select
        aria-label={field.label}
        value={chosen.id || NONE}
        onValueChange={(next) => onChange({ id: next === NONE ? '' : next, name: nameOf(flows, next) })}
        invalid={problem !== null}
        disabled={disabled}
        options={[
          { value: NONE, label: 'None' },
          ...(flows ?? []).map((flow) => ({ value: flow.id, label: label(flow) })),
          ...(chosen.id !== '' && !known
            ? [{ value: chosen.id, label: flows === null ? chosen.name || '…' : 'A deleted flow' }]
            : []),
        ]}
      />
      {flows?.length === 0 ? (
        <p className="mt-1 text-12 text-soft">
          There is no other flow yet. Make it first, then choose it here.
        </p>
      ) : null}
    </>
  );
}

const nameOf = (flows: readonly OtherFlow[] | null, id: string): string =>
  flows?.find((flow) => flow.id === id)?.name ?? '';
