'use client';
import { useCallback } from 'react';
import { Select, type ControlProps } from '@millrace/ui';
import { useEditor } from '../../store/hooks.ts';
import { useAsked } from './use-asked.ts';

interface Carrier {
  readonly id: string;
  readonly name: string;
}

/** Chooses a connection among those with the capability that the step needs. */
export function ConnectionControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const { actions } = useEditor();
  const capability = String(field.meta['capability'] ?? '');
  const ask = useCallback(() => actions.carriers?.(capability), [actions, capability]);
  const carriers = useAsked<Carrier>(ask);
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
