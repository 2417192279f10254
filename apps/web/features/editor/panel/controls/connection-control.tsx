'use client';
import { useEffect, useState } from 'react';
import { Select, type ControlProps } from '@millrace/ui';
import { useEditor } from '../../store/hooks.ts';

interface Carrier {
  readonly id: string;
  readonly name: string;
}

/** Chooses a connection among those with the capability that the step needs. */
export function ConnectionControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const { actions } = useEditor();
  const capability = String(field.meta['capability'] ?? '');
  const [carriers, setCarriers] = useState<readonly Carrier[] | null>(null);
  useEffect(() => {
    let open = true;
    actions.carriers?.(capability).then(
      (found) => open && setCarriers(found),
      () => open && setCarriers([]),
    );
    return () => {
      open = false;
    };
  }, [actions, capability]);
  const chosen = typeof value === 'string' ? value : '';
  const isGone = chosen !== '' && carriers !== null && !carriers.some(({ id }) => id === chosen);
  return (
    <Select
      aria-label={field.label}
      value={chosen || NONE}
      onValueChange={(next) => onChange(next === NONE ? '' : next)}
      invalid={problem !== null}
      disabled={disabled}
      options={[
        { value: NONE, label: 'None' },
        ...(carriers ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ...(chosen !== '' && (isGone || carriers === null)
          ? [{ value: chosen, label: isGone ? 'A deleted connection' : '…' }]
          : []),
      ]}
    />
  );
}

const NONE = 'none';
