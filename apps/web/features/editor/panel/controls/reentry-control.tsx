'use client';
import { reentrySchema, type Reentry } from '@millrace/flow';
import { NumberField, RadioGroup, type ControlProps } from '@millrace/ui';

const OPTIONS: readonly { readonly value: Reentry['rule']; readonly label: string; readonly help: string }[] =
  [
    {
      value: 'once-per-key',
      label: 'Once for each cart or order',
      help: 'Somebody with two carts can be in the flow twice.',
    },
    { value: 'after', label: 'Again after some days', help: 'Counted from when they last entered.' },
    { value: 'always', label: 'Every time', help: 'As often as it happens, once at a time.' },
    { value: 'never', label: 'Only once, ever', help: 'For welcomes and the like.' },
  ];

/** Whether the same person may come in again. */
export function ReentryControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const kept = reentrySchema.safeParse(value ?? field.fallback);
  const rule = kept.success ? kept.data : (value as { rule?: Reentry['rule']; days?: number } | undefined);
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        aria-label={field.label}
        value={rule?.rule ?? null}
        options={OPTIONS.map((option) => ({ ...option, disabled }))}
        onValueChange={(next) => onChange(next === 'after' ? { rule: next, days: 30 } : { rule: next })}
      />
      {rule?.rule === 'after' ? (
        <NumberField
          aria-label="Days"
          disabled={disabled}
          value={'days' in rule ? (rule.days ?? null) : null}
          onValueChange={(days) => onChange({ rule: 'after', days: days ?? undefined })}
          min={1}
          max={3650}
          unit="days"
          invalid={problem !== null}
          className="ml-6.5 w-32"
        />
      ) : null}
    </div>
  );
}
