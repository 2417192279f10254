'use client';
import {
  Checkbox,
  Combobox,
  Field,
  Input,
  RadioGroup,
  SchemaForm,
  Select,
  setAt,
  Switch,
  Textarea,
} from '@millrace/ui';
import { useState } from 'react';
import { z } from 'zod';
import { Section } from './section.tsx';

const EVENTS = [
  { value: 'cart-abandoned', label: 'A cart is abandoned', help: 'No change for 15 minutes' },
  { value: 'order-placed', label: 'An order is placed' },
  { value: 'message-opened', label: 'A message is opened' },
  { value: 'customer-subscribed', label: 'Somebody subscribes' },
];

const sample = z.strictObject({
  wait: z.strictObject({ amount: z.number(), unit: z.enum(['minutes', 'hours', 'days']) }).meta({
    title: 'Wait for',
    control: 'duration',
    description: 'Counted from the moment the person arrives here.',
  }),
  name: z
    .string()
    .max(120)
    .optional()
    .meta({ title: 'Name', description: 'Shown on the card instead of its sentence.' }),
  share: z.number().min(0).max(0.5).default(0.1).meta({ title: 'People in the holdout', control: 'percent' }),
  floor: z.int().min(0).meta({ title: 'Never below this margin', control: 'money' }),
  purpose: z
    .enum(['marketing', 'transactional'])
    .default('marketing')
    .meta({ title: 'Purpose', labels: { marketing: 'Marketing', transactional: 'About an order' } }),
  tone: z
    .enum(['quick', 'later'])
    .default('quick')
    .meta({
      title: 'Reminder',
      control: 'radio',
      labels: { quick: 'At once', later: 'After the second visit' },
    }),
  from: z.string().default('09:00').meta({ title: 'Not before', control: 'time' }),
  days: z.array(z.number()).default([1, 2, 3, 4, 5]).meta({ title: 'On these days', control: 'weekdays' }),
  note: z.string().default('').meta({ title: 'Note for the team', control: 'textarea' }),
  strict: z.boolean().default(true).meta({
    title: 'Never to full-price buyers',
    description: 'People who always buy without a code get a reminder.',
  }),
  event: z.string().meta({ title: 'Event', control: 'event' }),
});

export function BenchFields() {
  const [value, setValue] = useState<Record<string, unknown>>({
    wait: { amount: 3, unit: 'hours' },
    floor: 1250,
  });
  const [event, setEvent] = useState<string | null>('cart-abandoned');
  const [on, setOn] = useState(true);
  const [pick, setPick] = useState<'stay' | 'move' | 'leave'>('stay');
  return (
    <>
      <Section title="Fields">
        <div className="grid max-w-180 gap-4 sm:grid-cols-2">
          <Field label="Flow name" help="Only your team sees it.">
            <Input defaultValue="Abandoned cart, AI" />
          </Field>
          <Field label="Find" optional>
            <Input icon="search" placeholder="Name, e-mail or order number" />
          </Field>
          <Field label="Sender" error="This address has no domain. Write it as name@shop.com.">
            <Input defaultValue="hello@" invalid />
          </Field>
          <Field label="Owner">
            <Select
              value="ann"
              onValueChange={() => {}}
              options={[
                { value: 'ann', label: 'Ann Verger' },
                { value: 'bo', label: 'Bo Lind' },
              ]}
            />
          </Field>
          <Field label="Event">
            <Combobox value={event} onValueChange={setEvent} options={EVENTS} placeholder="Which event" />
          </Field>
          <Field label="Disabled">
            <Input disabled defaultValue="Locked while live" />
          </Field>
          <Field label="What changed" className="sm:col-span-2">
            <Textarea placeholder="One sentence for the people who look at this later" />
          </Field>
          <Field label="People already inside" group>
            <RadioGroup
              value={pick}
              onValueChange={setPick}
              options={[
                { value: 'stay', label: 'Stay on their version', help: '182 people' },
                { value: 'move', label: 'Move to this one', help: 'Each to the same step; 4 have none' },
                { value: 'leave', label: 'Leave the flow' },
              ]}
            />
          </Field>
          <div className="flex flex-col gap-4">
            <Switch
              checked={on}
              onCheckedChange={setOn}
              label="Quiet hours"
              help="21:00 to 09:00 in the customer’s zone"
            />
            <Checkbox checked={on} onCheckedChange={setOn} label="Only people who agreed to e-mail" />
          </div>
        </div>
      </Section>
      <Section title="Panel from a schema">
        <div className="w-95 max-w-full rounded-lg border border-line bg-surface p-4">
          <SchemaForm
            schema={sample}
            value={value}
            onChange={(path, next) => setValue((old) => setAt(old, path, next))}
            problems={{ floor: 'The cheapest product costs more than this. Choose at least $14.00.' }}
            controls={{
              event: ({ value: chosen, onChange }) => (
                <Combobox
                  aria-label="Event"
                  value={(chosen as string | undefined) ?? null}
                  onValueChange={onChange}
                  options={EVENTS}
                  placeholder="Which event"
                />
              ),
            }}
          />
        </div>
      </Section>
    </>
  );
}
