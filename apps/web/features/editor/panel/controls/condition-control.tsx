'use client';
import { conditionSchema, type Condition, type FactSubject } from '@millrace/flow';
import type { ControlProps } from '@millrace/ui';
import { ConditionEditor } from '../condition/condition-editor.tsx';

/** A condition in a draft. An invalid one counts as none, and is kept until the user changes it. */
export const asCondition = (value: unknown): Condition | undefined => {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

export function ConditionControl({ field, value, onChange, currency, disabled }: ControlProps) {
  const nothing = typeof field.meta['nothing'] === 'string' ? { nothing: field.meta['nothing'] } : {};
  const { subjects } = field.meta as { readonly subjects?: readonly FactSubject[] };
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <ConditionEditor
        value={asCondition(value)}
        onChange={onChange}
        currency={currency}
        subjects={subjects}
        counted
        {...nothing}
      />
    </fieldset>
  );
}
