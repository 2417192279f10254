'use client';
import { formatWholeMoney } from '@millrace/base';
import { earningsOf, earningsSentence, missingInputs } from '@millrace/measure';
import type { TemplateFit } from '@millrace/services/automation';
import { Button, classes, Field, Icon, MoneyField, NumberField } from '@millrace/ui';
import { useMemo, useState } from 'react';
import { channelWords } from '../messages-of.ts';
import { changed, inputList, type Changes, type EarningsInput } from './inputs.ts';
import { stepsOf } from './steps.ts';

/** What a template should earn in this store, with the whole calculation; every input can be changed and put back. */
export function EarningsCalculator({ fit, currency }: { fit: TemplateFit; currency: string }) {
  const [changes, setChanges] = useState<Changes>({});
  const list = useMemo(() => inputList(fit, channelWords), [fit]);
  const inputs = changed(list, fit.inputs, changes);
  const earned = earningsOf(inputs);
  const missing = missingInputs(inputs);
  const money = (amount: number) => formatWholeMoney({ amount, currency });
  const isChanged = Object.keys(changes).length > 0;
  const set = (id: string, value: number | null) => setChanges((before) => ({ ...before, [id]: value }));
  const putBack = (id: string) => setChanges(({ [id]: _gone, ...rest }) => rest);
  return (
    <section aria-label="What it should earn here" className="flex flex-col gap-3">
      <h3 className="text-13 font-semibold">What it should earn here</h3>
      <p role="status" className="text-14 text-pretty">
        {earningsSentence(earned, missing, money)}
        {isChanged ? <span className="text-soft"> With your numbers.</span> : null}
      </p>
      {fit.unknown ? <p className="max-w-180 text-13 text-pretty text-soft">{fit.unknown}</p> : null}
      {earned && list.length > 0 ? (
        <div className="overflow-x-auto">
          <table className="w-full text-13">
            <caption className="sr-only">How this is worked out, for a month of 30 days</caption>
            <thead>
              <tr className="text-left text-12 text-faint">
                <th scope="col" className="py-1 pr-4 font-normal">
                  Calculation
                </th>
                <th scope="col" className="w-20 py-1 pr-4 text-right sm:w-28 font-normal">
                  At least
                </th>
                <th scope="col" className="w-20 py-1 text-right sm:w-28 font-normal">
                  At most
                </th>
              </tr>
            </thead>
            <tbody>
              {stepsOf(inputs, earned, currency).map(({ name, how, low, high, isTotal }) => (
                <tr key={name} className={classes('border-t border-line', isTotal && 'font-semibold')}>
                  <th scope="row" className="py-1.5 pr-4 text-left font-[inherit]">
                    {name} <span className="block text-12 font-normal text-faint">{how}</span>
                  </th>
                  <td className="py-1.5 pr-4 text-right align-top tabular">{low}</td>
                  <td className="py-1.5 text-right align-top tabular">{high}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {list.length > 0 ? (
        <details className="group/numbers" open={missing.length > 0}>
          <summary className="flex cursor-pointer items-center gap-1.5 text-13 font-medium text-river">
            <Icon
              name="chevron-right"
              size={14}
              className="transition-transform group-open/numbers:rotate-90"
            />
            The numbers behind it, and where they are from
          </summary>
          <div className="mt-3 flex flex-col gap-4">
            <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
              {list.map((input) => (
                <InputField
                  key={input.id}
                  input={input}
                  currency={currency}
                  value={Object.hasOwn(changes, input.id) ? (changes[input.id] ?? null) : input.value}
                  isChanged={Object.hasOwn(changes, input.id)}
                  onChange={(value) => set(input.id, value)}
                  onPutBack={() => putBack(input.id)}
                />
              ))}
            </div>
            {isChanged ? (
              <div>
                <Button icon="undo" onClick={() => setChanges({})}>
                  Put all numbers back
                </Button>
              </div>
            ) : null}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function InputField({
  input: { label, unit, from, value: known },
  currency,
  value,
  isChanged,
  onChange,
  onPutBack,
}: {
  input: EarningsInput;
  currency: string;
  value: number | null;
  isChanged: boolean;
  onChange: (value: number | null) => void;
  onPutBack: () => void;
}) {
  return (
    <Field
      label={label}
      help={isChanged ? 'Your number.' : from}
      aside={
        isChanged ? (
          <Button look="quiet" size="small" aria-label={`Put back: ${label}`} onClick={onPutBack}>
            Put back
          </Button>
        ) : known === null ? (
          'not known'
        ) : undefined
      }
    >
      {unit === 'money' ? (
        <MoneyField value={value} onValueChange={onChange} currency={currency} className="w-40" />
      ) : (
        <NumberField
          value={shown(value, unit)}
          onValueChange={(next) => onChange(next === null ? null : unit === 'percent' ? next / 100 : next)}
          min={0}
          {...(unit === 'percent' ? { max: 100, unit: '%' } : {})}
          className="w-40"
        />
      )}
    </Field>
  );
}

/** A value as it is typed: shares in percent, with one decimal where it counts. */
function shown(value: number | null, unit: EarningsInput['unit']): number | null {
  if (value === null) return null;
  const typed = unit === 'percent' ? value * 100 : value;
  return typed < 100 ? Math.round(typed * 10) / 10 : Math.round(typed);
}
