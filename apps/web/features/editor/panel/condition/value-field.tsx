'use client';
import { SEGMENTS_FACT, type FactCondition } from '@millrace/flow';
import { Checkbox, Input, MoneyField, NumberField, Select } from '@millrace/ui';
import { useConditionActions, useFacts } from '../../store/hooks.ts';
import { isPicked } from '../values/choices.ts';
import { KnownValueField } from '../values/known-value-field.tsx';
import { SegmentField } from '../values/segment-field.tsx';
import { valueControl } from './condition-model.ts';
import { DateField } from './date-field.tsx';
import { WordsField } from './words-field.tsx';

export interface ValueFieldProps {
  condition: FactCondition;
  onChange: (value: FactCondition['value'], called?: FactCondition['called']) => void;
  /** Whether the fact's values in this store are lists. */
  isList?: boolean;
  currency: string;
  invalid: boolean;
}

const YES_NO = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
];

/** The value of a comparison, with a control for its type. */
export function ValueField({ condition, onChange, currency, invalid, isList }: ValueFieldProps) {
  const field = useFacts().field(condition.fact);
  const actions = useConditionActions();
  if (actions.factValues && condition.fact === SEGMENTS_FACT)
    return <SegmentField condition={condition} onChange={onChange} invalid={invalid} />;
  if (actions.factValues && isPicked(field, condition.operator, isList))
    return <KnownValueField condition={condition} onChange={onChange} invalid={invalid} />;
  const { value } = condition;
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
        ? Number(value)
        : null;
  const shared = { 'aria-label': 'Value', invalid };
  switch (valueControl(field, condition.operator)) {
    case 'none':
      return null;
    case 'days':
      return (
        <NumberField
          {...shared}
          value={number}
          onValueChange={(next) => onChange(next ?? undefined)}
          min={0}
          unit={condition.operator === 'longer-ago-than-days' ? 'days ago' : 'days'}
        />
      );
    case 'date':
    case 'dates':
      return <DateField value={value} onChange={onChange} invalid={invalid} />;
    case 'number':
      return (
        <NumberField
          {...shared}
          value={number}
          onValueChange={(next) => onChange(next ?? undefined)}
          unit={field?.unit ?? undefined}
        />
      );
    case 'money':
      return (
        <MoneyField
          {...shared}
          value={number}
          onValueChange={(next) => onChange(next ?? undefined)}
          currency={currency}
        />
      );
    case 'percent':
      return (
        <NumberField
          {...shared}
          value={number === null ? null : Math.round(number * 1e4) / 100}
          onValueChange={(next) => onChange(next === null ? undefined : Math.round(next * 100) / 1e4)}
          min={0}
          max={100}
          unit="%"
        />
      );
    case 'boolean':
      return (
        <Select
          {...shared}
          value={String(value ?? '') || null}
          onValueChange={(next) => onChange(next === 'true')}
          options={YES_NO}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          value={value === undefined ? null : String(value)}
          onValueChange={onChange}
          options={field?.options ?? []}
        />
      );
    case 'choices': {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      return (
        <div role="group" aria-label="Values" className="flex flex-col gap-1 py-1">
          {(field?.options ?? []).map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              checked={chosen.includes(option.value)}
              onCheckedChange={(on) =>
                onChange(on ? [...chosen, option.value] : chosen.filter((other) => other !== option.value))
              }
            />
          ))}
        </div>
      );
    }
    case 'texts':
      return (
        <WordsField
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          invalid={invalid}
        />
      );
    default:
      return (
        <Input
          {...shared}
          value={value === undefined || Array.isArray(value) ? '' : String(value)}
          placeholder="Value"
          onValueChange={(next) => onChange(next)}
        />
      );
  }
}
