'use client';
import {
  asDuration,
  asMilliseconds,
  DURATION_UNITS,
  UNIT_MILLISECONDS,
  type Duration,
  type DurationUnit,
} from '../fields/duration.ts';
import { DurationField } from '../fields/duration-field.tsx';
import type { ControlProps } from './types.ts';

const isUnit = (value: unknown): value is DurationUnit =>
  (DURATION_UNITS as readonly unknown[]).includes(value);

/** The units the schema allows: those of its `unit` enum, or of `.meta({ units })`. */
function unitsOf({ meta }: ControlProps['field']): DurationUnit[] {
  const properties = meta['properties'] as { unit?: { enum?: unknown[] } } | undefined;
  const named = (properties?.unit?.enum ?? (meta['units'] as unknown[] | undefined) ?? []).filter(isUnit);
  return named.length > 0 ? named : ['minutes', 'hours', 'days'];
}

/**
 * A duration in the form of its schema: an object `{ amount, unit }` or a number. A number is in milliseconds unless
 * `.meta({ unit: 'minutes' })` names another unit.
 */
export function DurationControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const units = unitsOf(field);
  const kept = value ?? field.fallback;
  const shared = { units, disabled, invalid: problem !== null, 'aria-label': field.label };
  if (field.type === 'number') {
    const scale = isUnit(field.meta['unit']) ? UNIT_MILLISECONDS[field.meta['unit']] : 1;
    const spoken = asDuration(typeof kept === 'number' ? kept * scale : null, units);
    const keep = (next: Duration) => {
      const milliseconds = asMilliseconds(next);
      onChange(milliseconds === null ? undefined : milliseconds / scale);
    };
    return <DurationField {...shared} value={spoken} onValueChange={keep} />;
  }
  const object = (typeof kept === 'object' && kept !== null ? kept : {}) as {
    amount?: unknown;
    unit?: unknown;
  };
  const spoken: Duration = {
    amount: typeof object.amount === 'number' ? object.amount : null,
    unit: isUnit(object.unit) ? object.unit : (units[0] ?? 'minutes'),
  };
  return (
    <DurationField
      {...shared}
      value={spoken}
      onValueChange={(next) => onChange({ ...object, unit: next.unit, amount: next.amount ?? undefined })}
    />
  );
}
