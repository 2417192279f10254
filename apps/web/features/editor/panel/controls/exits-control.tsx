'use client';
import { LANGUAGE_FACTS, matchSchema, type ExitRule, type Match } from '@millrace/flow';
import { Button, IconButton, Select, type ControlProps } from '@millrace/ui';
import { AboutEvents } from '../about-events.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { beginFact } from '../condition/condition-model.ts';
import { MATCH_WORDS } from './match-words.ts';
import { EventPicker } from './event-picker.tsx';

type Rule = Partial<ExitRule>;
const MATCHES = matchSchema.options
  .filter((match) => match !== 'message')
  .map((match) => ({ value: match, label: MATCH_WORDS[match] }));

const PURCHASE_WORDS: Partial<Record<Match, string>> = {
  customer:
    'Any purchase of this customer ends the flow, also one on another device, by phone or by staff. Best for reminders.',
  cart: 'Only a purchase of this cart ends the flow: an order made from it, or another order of this customer with an item that is in it.',
};

/** The exit rules: events that end the flow early, at whatever step. */
export function ExitsControl({ field, value, onChange, disabled, currency }: ControlProps) {
  const kept = value ?? field.fallback;
  const rules: readonly Rule[] = Array.isArray(kept) ? (kept as Rule[]) : [];
  const replace = (index: number, rule: Rule | null) =>
    onChange(
      rule === null
        ? rules.filter((_, other) => other !== index)
        : rules.map((other, place) => (place === index ? rule : other)),
    );
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-2">
      {rules.length === 0 ? <p className="text-12 text-faint">No exit rules.</p> : null}
      <ul className="flex flex-col gap-2 empty:hidden" aria-label={field.label}>
        {rules.map((rule, index) => (
          <li key={index} className="flex flex-col gap-1.5 rounded-md border border-line p-2">
            <div className="flex items-center gap-1">
              <div className="min-w-0 flex-1">
                <EventPicker
                  value={rule.event ?? ''}
                  onChange={(event) => replace(index, { ...rule, event })}
                  disabled={disabled}
                />
              </div>
              <IconButton
                icon="x"
                label="Remove this rule"
                size="small"
                disabled={disabled}
                onClick={() => replace(index, null)}
              />
            </div>
            <Select<Match>
              aria-label="Which events"
              value={rule.match ?? 'customer'}
              onValueChange={(match) => replace(index, { ...rule, match })}
              options={MATCHES}
              disabled={disabled}
            />
            {rule.event === 'order-placed' ? (
              <p className="text-12 text-faint">{PURCHASE_WORDS[rule.match ?? 'customer']}</p>
            ) : null}
            {rule.where ? (
              <AboutEvents event={rule.event ?? ''}>
                <ConditionEditor
                  value={rule.where}
                  currency={currency}
                  nothing="Any event counts."
                  counted={false}
                  onChange={(where) => {
                    const { where: _before, ...rest } = rule;
                    replace(index, where ? { ...rest, where } : rest);
                  }}
                />
              </AboutEvents>
            ) : (
              <Button
                look="quiet"
                size="small"
                icon="filter"
                className="self-start"
                disabled={disabled}
                onClick={() => replace(index, { ...rule, where: beginFact(LANGUAGE_FACTS, 'event.value') })}
              >
                Add condition
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        size="small"
        icon="plus"
        className="-ml-2 self-start"
        disabled={disabled}
        onClick={() => onChange([...rules, { event: 'order-placed', match: 'customer' }])}
      >
        Add exit rule
      </Button>
    </fieldset>
  );
}
