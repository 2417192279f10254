'use client';
import type { ReturnPolicyPlace } from '@millrace/services/returns';
import { Card, Checkbox, Field, Input, NumberField, RadioGroup } from '@millrace/ui';
import { useState } from 'react';
import { fieldProblems } from '../forms/field-problems.ts';
import { SaveBar } from '../forms/save-bar.tsx';
import { ExcludedList } from './excluded-list.tsx';
import { ReasonsList } from './reasons-list.tsx';

type Policy = ReturnPolicyPlace['policy'];
/** Numbers are empty while they are typed. */
export type PolicyDraft = Omit<Policy, 'days' | 'lateDays'> & {
  readonly days: number | null;
  readonly lateDays: number | null;
};

const OFFERS = [
  { value: 'refund', label: 'Money back', help: 'By the step Refund of a flow, or by your team.' },
  { value: 'exchange', label: 'Something else instead', help: 'By the step Exchange, or by your team.' },
  { value: 'credit', label: 'Store credit', help: 'Your team gives it. No connected system does.' },
] as const;

const PAID_BY = [
  { value: 'store', label: 'We do' },
  { value: 'customer', label: 'The customer' },
] as const;

export function PolicyForm({
  kept,
  disabled,
  busy,
  error,
  onSave,
}: {
  kept: Policy;
  disabled: boolean;
  busy: boolean;
  error: unknown;
  onSave: (policy: PolicyDraft) => Promise<unknown>;
}) {
  const [draft, setDraft] = useState<PolicyDraft | null>(null);
  const value: PolicyDraft = draft ?? kept;
  const set = (change: Partial<PolicyDraft>) => setDraft({ ...value, ...change });
  const problems = fieldProblems(error);
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(kept);
  return (
    <>
      <Card title="Until when" sentence="Days begin and end in the time zone of the store.">
        <div className="grid max-w-140 gap-4 sm:grid-cols-2">
          <Field
            label="Returns within"
            help="From the delivery, or from the order where no delivery is known. The last day counts."
            error={problems['days']}
          >
            <NumberField
              value={value.days}
              onValueChange={(days) => set({ days })}
              min={1}
              max={730}
              unit="days"
              disabled={disabled}
            />
          </Field>
          <Field
            label="A person looks for another"
            help="Later than that, it cannot be returned."
            error={problems['lateDays']}
          >
            <NumberField
              value={value.lateDays}
              onValueChange={(lateDays) => set({ lateDays })}
              min={0}
              max={730}
              unit="days"
              disabled={disabled}
            />
          </Field>
        </div>
      </Card>
      <Card title="Reasons" sentence="What customers choose from. Your words, in this order.">
        <ReasonsList
          reasons={value.reasons}
          onChange={(reasons) => set({ reasons })}
          problems={problems}
          disabled={disabled}
        />
      </Card>
      <Card
        title="What cannot be returned"
        sentence="Final sale, hygiene, made to order. Customers read your sentence beside the item."
      >
        <ExcludedList
          excluded={value.excluded}
          onChange={(excluded) => set({ excluded })}
          problems={problems}
          disabled={disabled}
        />
      </Card>
      <Card title="When a person looks first">
        <div className="grid max-w-140 gap-4 sm:grid-cols-2">
          <Field
            label="Returns of a customer in a year"
            help="After so many, a person looks at the next. Empty for no limit."
            error={problems['mostPerYear']}
          >
            <NumberField
              value={value.mostPerYear}
              onValueChange={(mostPerYear) => set({ mostPerYear })}
              min={1}
              max={1_000}
              unit="returns"
              disabled={disabled}
            />
          </Field>
          <Field
            label="Customers with the tag"
            help="They do not learn of it. Empty for nobody."
            error={problems['watchedTag']}
          >
            <Input
              value={value.watchedTag}
              onValueChange={(watchedTag) => set({ watchedTag })}
              maxLength={80}
              disabled={disabled}
            />
          </Field>
        </div>
      </Card>
      <Card title="What you offer">
        <div className="flex max-w-140 flex-col gap-4">
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 text-13 font-medium">Customers can choose</legend>
            {OFFERS.map(({ value: offer, label, help }) => (
              <Checkbox
                key={offer}
                checked={value.offers.includes(offer)}
                disabled={disabled}
                onCheckedChange={(on) =>
                  set({
                    offers: OFFERS.map((one) => one.value).filter((one) =>
                      one === offer ? on : value.offers.includes(one),
                    ),
                  })
                }
                label={label}
                help={help}
              />
            ))}
            {problems['offers'] ? <p className="text-12 text-broken">{problems['offers']}</p> : null}
          </fieldset>
          <fieldset>
            <legend className="mb-1.5 text-13 font-medium">Who pays for the way back?</legend>
            <RadioGroup
              aria-label="Who pays for the way back?"
              value={value.labelPaidBy}
              onValueChange={(labelPaidBy) => set({ labelPaidBy })}
              options={PAID_BY}
              disabled={disabled}
            />
          </fieldset>
          <Field
            label="Address for questions"
            help="Shown at the foot of the page. Empty for none."
            error={problems['contact']}
          >
            <Input
              type="email"
              value={value.contact}
              onValueChange={(contact) => set({ contact })}
              placeholder="help@your-shop.com"
              maxLength={320}
              disabled={disabled}
            />
          </Field>
        </div>
      </Card>
      <SaveBar
        changed={changed}
        busy={busy}
        error={error}
        onDiscard={() => setDraft(null)}
        onSave={() =>
          void onSave(value).then(
            () => setDraft(null),
            // The problem is shown at its field, and what was typed stays.
            () => undefined,
          )
        }
      />
    </>
  );
}
