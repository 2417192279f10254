'use client';
import { Combobox, Field, Input, SchemaForm, setAt } from '@millrace/ui';
import { useState, type ReactNode } from 'react';
import { ColourControl } from '../forms/controls.tsx';
import { fieldProblems } from '../forms/field-problems.ts';
import { SaveBar } from '../forms/save-bar.tsx';
import { fieldsOf, schemaFromJson } from '../forms/schema-from-json.ts';
import { MessageCostsControl } from './message-costs-control.tsx';
import { TiersControl } from './tiers-control.tsx';
import { SuppliersControl } from './suppliers-control.tsx';
import { CURRENCIES, ZONES } from './choices.ts';
import type { StoreValues } from './store-values.ts';

interface StoreFormProps {
  readonly kept: StoreValues;
  readonly schema: unknown;
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (values: StoreValues) => void;
}

/** The parts of the form. A setting that is in none of them goes into the last. */
const PARTS = [
  { title: 'Carts', about: 'When a cart counts as abandoned.', fields: ['abandonMinutes'] },
  {
    title: 'Money',
    about: 'What offers cost you, and the margin that must remain.',
    fields: ['marginFloor', 'assumedCostShare', 'shippingCost', 'hourCost', 'freeShippingFrom'],
  },
  {
    title: 'Discount limits',
    about: 'They hold in every flow: for offers that are decided, and for codes that are always the same.',
    fields: ['deepestDiscount', 'discountsPerCustomer', 'discountDays', 'discountedCarts'],
  },
  {
    title: 'Messages',
    about: 'What sending costs you. The channel that earns the most is chosen by it.',
    fields: ['messageCosts', 'subscriberWorth'],
  },
  {
    title: 'Suppliers',
    about: 'When products are ordered again, and how much. Products and flows about them use it.',
    fields: [
      'leadDays',
      'leadSpreadDays',
      'minimumUnits',
      'packUnits',
      'suppliers',
      'serviceLevel',
      'coverDays',
      'orderLimit',
    ],
  },
  {
    title: 'Brand',
    about: 'How messages look and who they come from.',
    fields: ['fromName', 'fromEmail', 'brandColor', 'logoUrl', 'postalAddress'],
  },
  {
    title: 'Loyalty',
    about: 'Points that flows, the team and the API give to customers.',
    fields: ['pointsExpireDays', 'pointsWarnDays', 'tiers'],
  },
  {
    title: 'Language and dates',
    about: 'The language of messages, and how dates from your store are read.',
    fields: ['language', 'dateOrder'],
  },
] as const;
const CHANGES = {
  brandColor: { control: 'colour' },
  abandonMinutes: { unit: 'minutes' },
  freeShippingFrom: { description: 'Empty: never' },
};
const CONTROLS = {
  colour: ColourControl,
  tiers: TiersControl,
  suppliers: SuppliersControl,
  'message-costs': MessageCostsControl,
};

export function StoreForm({ kept, schema, disabled, busy, error, onSave }: StoreFormProps) {
  const [draft, setDraft] = useState<StoreValues | null>(null);
  const value = draft ?? kept;
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(kept);
  const set = (path: string, next: unknown) => setDraft(setAt(value, path, next));
  const text = (name: string) => (typeof value[name] === 'string' ? (value[name] as string) : '');
  const problems = fieldProblems(error);
  const placed = new Set<string>(PARTS.flatMap((part) => part.fields));
  const others = fieldsOf(schema).filter((name) => !placed.has(name));
  return (
    <>
      <Part title="Identity" about="As shown in reports and messages.">
        <Field label="Name" error={problems['name']}>
          <Input
            value={text('name')}
            onValueChange={(next) => set('name', next)}
            disabled={disabled}
            maxLength={120}
          />
        </Field>
        <Field
          label="Website"
          help="Links without an address of their own lead here."
          error={problems['url']}
        >
          <Input
            type="url"
            value={text('url')}
            onValueChange={(next) => set('url', next)}
            disabled={disabled}
            placeholder="https://your-store.com"
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Currency" error={problems['currency']}>
            <Combobox
              value={text('currency')}
              onValueChange={(next) => (next ? set('currency', next) : undefined)}
              options={CURRENCIES}
              disabled={disabled}
            />
          </Field>
          <Field
            label="Time zone"
            help="For reports, and for customers whose time zone is not known."
            error={problems['zone']}
          >
            <Combobox
              value={text('zone')}
              onValueChange={(next) => (next ? set('zone', next) : undefined)}
              options={ZONES}
              disabled={disabled}
            />
          </Field>
        </div>
      </Part>
      {PARTS.map((part, place) => (
        <Part key={part.title} title={part.title} about={part.about}>
          <SchemaForm
            schema={schemaFromJson(schema, {
              only: place === PARTS.length - 1 ? [...part.fields, ...others] : part.fields,
              changes: CHANGES,
            })}
            value={value}
            onChange={set}
            problems={problems}
            controls={CONTROLS}
            currency={text('currency') || 'USD'}
            disabled={disabled}
          />
        </Part>
      ))}
      <SaveBar
        changed={changed}
        busy={busy}
        error={error}
        onDiscard={() => setDraft(null)}
        onSave={() => onSave(value)}
      />
    </>
  );
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section
      id={title}
      aria-label={title}
      className="grid gap-x-10 gap-y-4 border-t border-line py-6 first:border-0 first:pt-0 md:grid-cols-[12rem_minmax(0,26rem)]"
    >
      <div>
        <h2 className="text-14 font-semibold">{title}</h2>
        <p className="text-13 text-pretty text-faint">{about}</p>
      </div>
      <div className="space-y-4">{children}</div>
    </section>
  );
}
