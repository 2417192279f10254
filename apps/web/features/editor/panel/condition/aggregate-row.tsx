'use client';
import { isTimeSince, type AggregateCondition, type Condition } from '@millrace/flow';
import { Button, MoneyField, NumberField, Select } from '@millrace/ui';
import { useFacts } from '../../store/hooks.ts';
import { AboutEvents } from '../about-events.tsx';
import { EventPicker } from '../controls/event-picker.tsx';
import { beginFact, changeMeasure } from './condition-model.ts';

type Span = 'days' | 'entry' | 'ever';

const OPERATORS = [
  { value: 'at-least', label: 'at least' },
  { value: 'at-most', label: 'at most' },
  { value: 'more-than', label: 'more than' },
  { value: 'less-than', label: 'less than' },
  { value: 'is', label: 'exactly' },
] as const;
const MEASURES = [
  { value: 'count', label: 'times' },
  { value: 'sum', label: 'worth' },
  { value: 'last', label: 'for the last time' },
  { value: 'first', label: 'for the first time' },
] as const;
/** Comparisons of a time that has passed, in days. */
const AGO = OPERATORS.filter(({ value }) => value !== 'is');
const SPANS = [
  { value: 'days', label: 'in the last' },
  { value: 'entry', label: 'since entering' },
  { value: 'ever', label: 'ever' },
] as const;

export interface AggregateRowProps {
  condition: AggregateCondition;
  onChange: (condition: AggregateCondition) => void;
  currency: string;
  /** Whether it is about people inside a flow, who have entered. */
  entered?: boolean;
  /** Renders the condition on the counted events. Passed in to avoid a circular import. */
  renderWhere: (where: Condition, onChange: (where: Condition | undefined) => void) => React.ReactNode;
}

/** A condition on events, counted, summed or the first or last of them: "placed an order at least 2 times in the last 90 days". */
export function AggregateRow({
  condition,
  onChange,
  currency,
  entered = true,
  renderWhere,
}: AggregateRowProps) {
  const facts = useFacts();
  const span: Span = condition.sinceEntry ? 'entry' : condition.withinDays === undefined ? 'ever' : 'days';
  const setSpan = (next: Span) => {
    const { withinDays: _days, sinceEntry: _entry, ...rest } = condition;
    onChange(
      next === 'days' ? { ...rest, withinDays: 90 } : next === 'entry' ? { ...rest, sinceEntry: true } : rest,
    );
  };
  const setWhere = (where: Condition | undefined) => {
    const { where: _before, ...rest } = condition;
    onChange(where ? { ...rest, where } : rest);
  };
  const number = Number.isFinite(condition.value) ? condition.value : null;
  const isTime = isTimeSince(condition.measure);
  const comparison = (
    <Select
      aria-label="Comparison"
      value={condition.operator}
      onValueChange={(operator) => onChange({ ...condition, operator })}
      options={isTime && condition.operator !== 'is' ? AGO : OPERATORS}
    />
  );
  const measure = (
    <Select
      aria-label="Counted event"
      value={condition.measure}
      onValueChange={(next) => onChange(changeMeasure(condition, next))}
      options={MEASURES}
    />
  );
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <EventPicker value={condition.event} onChange={(event) => onChange({ ...condition, event })} />
      {isTime ? (
        <>
          {measure}
          <div className="grid grid-cols-2 gap-1.5">
            {comparison}
            <NumberField
              aria-label="Days ago"
              value={number}
              onValueChange={(next) => onChange({ ...condition, value: next ?? 0 })}
              min={0}
              max={3650}
              unit="days ago"
            />
          </div>
          <p className="text-12 text-faint">Does not fit who never did it.</p>
        </>
      ) : (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,0.8fr)] gap-1.5">
            {comparison}
            {condition.measure === 'sum' ? (
              <MoneyField
                aria-label="Amount"
                value={number}
                onValueChange={(next) => onChange({ ...condition, value: next ?? 0 })}
                currency={currency}
              />
            ) : (
              <NumberField
                aria-label="Number of times"
                value={number}
                onValueChange={(next) => onChange({ ...condition, value: next ?? 0 })}
                min={0}
              />
            )}
            {measure}
          </div>
          <div className={span === 'days' ? 'grid grid-cols-2 gap-1.5' : ''}>
            <Select<Span>
              aria-label="Period"
              value={span}
              onValueChange={setSpan}
              options={SPANS.filter(({ value }) => entered || value !== 'entry' || value === span)}
            />
            {span === 'days' ? (
              <NumberField
                aria-label="Days"
                value={condition.withinDays ?? null}
                onValueChange={(next) => onChange({ ...condition, withinDays: next ?? 1 })}
                min={1}
                max={3650}
                unit="days"
              />
            ) : null}
          </div>
        </>
      )}
      {condition.where ? (
        <div className="pt-1">
          <p className="pb-1 text-12 text-faint">{isTime ? 'Only' : 'Count only'} events where</p>
          <AboutEvents event={condition.event}>{renderWhere(condition.where, setWhere)}</AboutEvents>
        </div>
      ) : (
        <Button
          look="quiet"
          size="small"
          icon="filter"
          className="self-start"
          onClick={() => setWhere(beginFact(facts, 'event.value'))}
        >
          {isTime ? 'Only some events' : 'Count only some events'}
        </Button>
      )}
    </div>
  );
}
