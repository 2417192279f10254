'use client';
import { reentrySchema, subjectNoun, type Reentry, type Subject } from '@millrace/flow';
import { NumberField, RadioGroup, type ControlProps } from '@millrace/ui';
import { useEditorState } from '../../store/hooks.ts';

interface Option {
  readonly value: Reentry['rule'];
  readonly label: string;
  readonly help: string;
}

/** The rules in words that fit the flow's subject. */
export function reentryOptions(subject: Subject): readonly Option[] {
  const noun = subjectNoun(subject);
  const once: Option =
    noun === 'person'
      ? {
          value: 'once-per-key',
          label: 'Once for each cart or order',
          help: 'A customer with two carts can be in the flow twice.',
        }
      : {
          value: 'once-per-key',
          label: `Once for each ${noun}`,
          help: `The same ${noun} never enters twice.`,
        };
  return [
    once,
    { value: 'after', label: 'Again after some days', help: 'Counted from the last entry.' },
    { value: 'always', label: 'Every time', help: 'As often as it happens, but only one entry at a time.' },
    { value: 'never', label: 'Only once, ever', help: 'For welcome messages and the like.' },
  ];
}

/** Chooses whether a person or thing that was in the flow before may enter again. */
export function ReentryControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const kept = reentrySchema.safeParse(value ?? field.fallback);
  const subject = useEditorState((state) => state.document.subject);
  const rule = kept.success ? kept.data : (value as { rule?: Reentry['rule']; days?: number } | undefined);
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        aria-label={field.label}
        value={rule?.rule ?? null}
        options={reentryOptions(subject).map((option) => ({ ...option, disabled }))}
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
