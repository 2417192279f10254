'use client';
import { useCallback } from 'react';
import { Select, type ControlProps } from '@millrace/ui';
import type { TeamMember } from '../../actions.ts';
import { useEditor } from '../../store/hooks.ts';
import { useAsked } from './use-asked.ts';

/** Chooses a member of the team: who may answer the work of the step, or any where it is about no work. */
export function MemberControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const { actions } = useEditor();
  const kind = String(field.meta['work'] ?? '');
  const ask = useCallback(() => actions.team?.(), [actions]);
  const team = useAsked<TeamMember>(ask);
  const able = (team ?? []).filter(({ kinds }) => kind === '' || kinds.includes(kind));
  const chosen = typeof value === 'string' ? value : '';
  const isMissing = chosen !== '' && !able.some(({ id }) => id === chosen);
  const missing =
    team === null
      ? '…'
      : kind === ''
        ? 'Somebody who has left the team'
        : 'A member who may no longer answer it';
  return (
    <Select
      aria-label={field.label}
      value={chosen === '' ? null : chosen}
      onValueChange={onChange}
      invalid={problem !== null || (isMissing && team !== null)}
      disabled={disabled}
      placeholder="Choose a team member"
      options={[
        ...able.map(({ id, name }) => ({ value: id, label: name })),
        ...(isMissing ? [{ value: chosen, label: missing }] : []),
      ]}
    />
  );
}
