'use client';
import { factField, type FactCondition, type FactSubject, type Operator } from '@millrace/flow';
import { classes, Select } from '@millrace/ui';
import { changeFact, changeOperator, OPERATOR_WORDS, valueControl } from './condition-model.ts';
import { FactPicker } from './fact-picker.tsx';
import { ValueField } from './value-field.tsx';

export interface FactRowProps {
  condition: FactCondition;
  onChange: (condition: FactCondition) => void;
  currency: string;
  subjects?: readonly FactSubject[] | undefined;
}

/** One comparison: what, how, with what. */
export function FactRow({ condition, onChange, currency, subjects }: FactRowProps) {
  const field = factField(condition.fact);
  const operators = field?.operators ?? [condition.operator];
  const control = valueControl(field, condition.operator);
  const wide = control === 'choices' || control === 'texts' || control === 'choice' || control === 'text' || control === 'days';
  const empty =
    control !== 'none' &&
    (condition.value === undefined || condition.value === '' || (Array.isArray(condition.value) && condition.value.length === 0));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <FactPicker
        value={condition.fact}
        onChange={(path) => onChange(changeFact(condition, path))}
        subjects={subjects}
        invalid={field === undefined}
      />
      <div
        className={classes(
          'grid gap-1.5',
          control === 'none' ? 'grid-cols-1' : wide ? 'grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]' : 'grid-cols-2',
        )}
      >
        <Select<Operator>
          aria-label="How it compares"
          value={condition.operator}
          onValueChange={(operator) => onChange(changeOperator(condition, operator))}
          options={operators.map((operator) => ({ value: operator, label: OPERATOR_WORDS[operator] }))}
        />
        <ValueField
          condition={condition}
          onChange={(value) =>
            onChange(value === undefined ? { fact: condition.fact, operator: condition.operator } : { ...condition, value })
          }
          currency={currency}
          invalid={empty}
        />
      </div>
    </div>
  );
}
