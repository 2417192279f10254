'use client';
import type { FactCondition, FactSubject, Operator } from '@millrace/flow';
import { classes, Select } from '@millrace/ui';
import { useFacts } from '../../store/hooks.ts';
import { useKnownFacts } from '../values/use-known-values.ts';
import { changeFact, changeOperator, operatorWords, valueControl } from './condition-model.ts';
import { FactPicker } from './fact-picker.tsx';
import { ValueField } from './value-field.tsx';

export interface FactRowProps {
  condition: FactCondition;
  onChange: (condition: FactCondition) => void;
  currency: string;
  subjects?: readonly FactSubject[] | undefined;
}

/** One comparison: fact, operator and value. */
export function FactRow({ condition, onChange, currency, subjects }: FactRowProps) {
  const facts = useFacts();
  const field = facts.field(condition.fact);
  const known = useKnownFacts();
  const typeOf = (path: string) => known.find(({ fact }) => fact === path)?.type;
  const isList = field?.type === 'list' || typeOf(condition.fact) === 'list';
  const operators = field?.operators ?? [condition.operator];
  const control = valueControl(field, condition.operator);
  const wide =
    control === 'choices' ||
    control === 'texts' ||
    control === 'choice' ||
    control === 'text' ||
    control === 'days';
  const empty =
    control !== 'none' &&
    (condition.value === undefined ||
      condition.value === '' ||
      (Array.isArray(condition.value) && condition.value.length === 0));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <FactPicker
        value={condition.fact}
        known={known}
        onChange={(path) => onChange(changeFact(facts, condition, path, typeOf(path)))}
        subjects={subjects}
        invalid={field === undefined}
      />
      <div
        className={classes(
          'grid gap-1.5',
          control === 'none'
            ? 'grid-cols-1'
            : wide
              ? 'grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]'
              : 'grid-cols-2',
        )}
      >
        <Select<Operator>
          aria-label="Comparison"
          value={condition.operator}
          onValueChange={(operator) => onChange(changeOperator(facts, condition, operator))}
          options={operators.map((operator) => ({
            value: operator,
            label: operatorWords(operator, isList, condition.fact),
          }))}
        />
        <ValueField
          condition={condition}
          onChange={(value, called) => {
            const { fact, operator } = condition;
            onChange(
              value === undefined
                ? { fact, operator }
                : { fact, operator, value, ...(called ? { called } : {}) },
            );
          }}
          isList={isList}
          currency={currency}
          invalid={empty}
        />
      </div>
    </div>
  );
}
