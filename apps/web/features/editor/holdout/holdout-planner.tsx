'use client';
import { useMemo, useState } from 'react';
import { percent } from '@millrace/base/words';
import {
  holdoutPlan,
  LONGEST_PLAN,
  PLAN_METRIC_WORDS,
  planSentence,
  type HoldoutPlan,
  type HoldoutQuestion,
  type HoldoutRow,
  type PlanMetric,
} from '@millrace/measure';
import { Badge, Button, Field, MoneyField, NumberField, RadioGroup, Select, Skeleton } from '@millrace/ui';
import type { HoldoutNumbers } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { baseSource, costWords, needsWords, weeklySource } from './holdout-words.ts';
import type { KnownNumbers } from './use-holdout-numbers.ts';

const METRICS = (['conversion', 'margin'] as const).map((value) => ({
  value,
  label: PLAN_METRIC_WORDS[value],
}));
/** The gain that is planned for until another one is chosen. */
export const USUAL_GAIN = 0.1;

/** What is known when nothing could be counted. */
const UNKNOWN: Pick<HoldoutNumbers, 'weekly' | 'base'> = {
  weekly: { value: null, source: 'unknown', people: 0, days: 0, exact: true },
  base: { value: null, source: 'unknown', people: 0, buyers: 0 },
};

/** How many people and weeks each holdout share needs until a gain shows, and what it costs. Choosing one sets it. */
export function HoldoutPlanner({
  numbers,
  onAgain,
  disabled,
}: {
  numbers: KnownNumbers;
  onAgain: () => void;
  disabled: boolean;
}) {
  const currency = useEditorState(({ flow }) => flow.currency);
  if (numbers === 'none') return null;
  if (numbers === 'loading')
    return (
      <div className="flex flex-col gap-2" role="status" aria-label="Counting who met the trigger before">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-40 w-full" />
      </div>
    );
  if (numbers === 'failed')
    return (
      <div className="flex flex-col gap-4">
        <p className="flex items-center justify-between gap-3 text-13 text-soft" role="alert">
          Who met the trigger before could not be counted. You can enter your own numbers.
          <Button onClick={onAgain}>Count again</Button>
        </p>
        <Planner numbers={{ ...UNKNOWN, currency }} disabled={disabled} />
      </div>
    );
  return <Planner numbers={numbers} disabled={disabled} />;
}

function Planner({ numbers, disabled }: { numbers: HoldoutNumbers; disabled: boolean }) {
  const editor = useEditor();
  const holdout = useEditorState((state) => state.document.settings.holdout);
  const outcomeDays = useEditorState((state) => state.document.settings.outcomeDays);
  const [metric, setMetric] = useState<PlanMetric>('conversion');
  const [gain, setGain] = useState<number | null>(USUAL_GAIN);
  const given = useGiven(numbers);
  const question: HoldoutQuestion = useMemo(
    () => ({
      metric,
      gain: gain ?? 0,
      base: given.base,
      weekly: given.weekly,
      outcomeDays,
      also: holdout > 0 ? [holdout] : [],
    }),
    [metric, gain, given.base, given.weekly, outcomeDays, holdout],
  );
  const plan = useMemo(() => holdoutPlan(question), [question]);
  return (
    <section aria-label="Holdout planner" className="flex flex-col gap-4">
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
        <Field label="To see a gain of" {...(gain !== null && gain > 0 ? {} : { error: 'Enter a gain.' })}>
          <NumberField
            value={gain === null ? null : Math.round(gain * 1_000) / 10}
            onValueChange={(value) => setGain(value === null ? null : Math.min(10, value / 100))}
            min={1}
            max={1_000}
            unit="%"
          />
        </Field>
        <Field label="in">
          <Select value={metric} onValueChange={setMetric} options={METRICS} />
        </Field>
      </div>
      <Field label="People who enter in a week" help={weeklySource(numbers.weekly)}>
        <NumberField value={given.shownWeekly} onValueChange={given.setWeekly} min={0} className="w-36" />
      </Field>
      <Field label={`Order within ${outcomeDays} days without the flow`} help={baseSource(numbers.base)}>
        <NumberField
          value={given.shownRate}
          onValueChange={given.setRate}
          min={0}
          max={100}
          unit="%"
          className="w-36"
        />
      </Field>
      {metric === 'margin' && !numbers.base.value?.buyer ? (
        <Field
          label="Margin of a buyer"
          help="Not known yet. Orders are assumed to differ as much as this amount."
        >
          <MoneyField
            value={given.margin}
            onValueChange={given.setMargin}
            currency={numbers.currency}
            min={1}
            className="w-36"
          />
        </Field>
      ) : null}
      <p className="text-13 text-pretty text-ink" role="status">
        {planSentence(question, plan)}
      </p>
      <RadioGroup
        aria-label="Holdout share"
        value={holdout > 0 ? String(holdout) : null}
        onValueChange={(share) => editor.edit.settings({ holdout: Number(share) })}
        disabled={disabled}
        options={plan.rows.map((row) => ({
          value: String(row.share),
          label: <Row row={row} plan={plan} />,
          help: costWords(row, metric, numbers.currency) ?? undefined,
        }))}
      />
    </section>
  );
}

/** One share with what it needs, and a bar as long as that takes. */
function Row({ row, plan }: { row: HoldoutRow; plan: HoldoutPlan }) {
  const needs = needsWords(row);
  const measure = ({ weeks, people }: HoldoutRow) =>
    (weeks === null ? people : Math.min(weeks, LONGEST_PLAN)) ?? 0;
  const longest = Math.max(...plan.rows.map(measure));
  return (
    <span className="flex flex-col gap-1 pb-1">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="w-9 font-medium tabular">{percent(row.share)}</span>
        <span className="min-w-0 flex-1 text-soft tabular">{needs ?? 'not known yet'}</span>
        {plan.suggested?.share === row.share ? <Badge tone="good">Suggested</Badge> : null}
      </span>
      {needs === null ? null : (
        <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-sunken">
          <span
            className={`block h-full rounded-full ${plan.suggested?.share === row.share ? 'bg-good' : 'bg-soft/60'}`}
            style={{ width: `${Math.max(1, (measure(row) / longest) * 100)}%` }}
          />
        </span>
      )}
    </span>
  );
}

/** The numbers of the plan: those that are known, in place of which others can be entered. */
function useGiven({ weekly, base }: HoldoutNumbers) {
  const [ownWeekly, setWeekly] = useState<number | null | undefined>(undefined);
  const [ownRate, setRate] = useState<number | null | undefined>(undefined);
  const [margin, setMargin] = useState<number | null>(null);
  const known = base.value;
  const rate = ownRate === undefined ? (known?.rate ?? null) : ownRate === null ? null : ownRate / 100;
  const mean = known?.buyer?.mean ?? margin;
  const spread = known?.buyer?.spread ?? margin;
  const planned = useMemo(
    () =>
      rate === null
        ? null
        : { rate, buyer: mean === null || spread === null || mean <= 0 ? null : { mean, spread } },
    [rate, mean, spread],
  );
  const weeklyNow = ownWeekly === undefined ? weekly.value : ownWeekly;
  return {
    weekly: weeklyNow,
    base: planned,
    margin,
    setWeekly,
    setRate,
    setMargin,
    shownWeekly:
      weeklyNow === null
        ? null
        : Math.round(weeklyNow * (weeklyNow < 10 ? 10 : 1)) / (weeklyNow < 10 ? 10 : 1),
    shownRate: rate === null ? null : Math.round(rate * 1_000) / 10,
  };
}
