'use client';
import { useMemo, useState } from 'react';
import { EVENT_TYPES, eventType, normaliseEventType, type Match, type Subject } from '@millrace/flow';
import { Combobox } from '@millrace/ui';

const FAMILIES: Readonly<Record<string, string>> = {
  shopping: 'Shopping',
  cart: 'Cart',
  order: 'Orders',
  customer: 'Customer',
  product: 'Products',
  message: 'Messages',
  privacy: 'Privacy',
};
const sentence = (type: string) => type.replaceAll('-', ' ').replace(/^[a-z]/, (letter) => letter.toUpperCase());

export interface EventPickerProps {
  value: string;
  onChange: (type: string) => void;
  /** Only events an enrolment about this can be started by. */
  subject?: Subject | undefined;
  match?: Match | undefined;
  invalid?: boolean;
  disabled?: boolean;
  label?: string;
}

/** Known events by what they are called; any other name typed is an event of the shop's own. */
export function EventPicker({ value, onChange, subject, match, invalid = false, disabled = false, label = 'Event' }: EventPickerProps) {
  const [typed, setTyped] = useState('');
  const options = useMemo(() => {
    const known = EVENT_TYPES.filter(
      (type) => type.family !== 'privacy' && (!subject || type.subjects.includes(subject)) && (!match || type.matches.includes(match)),
    ).map((type) => ({ value: type.type, label: type.label, help: FAMILIES[type.family] ?? '' }));
    const own = [...new Set([value, normaliseEventType(typed)])].filter(
      (name) =>
        name.length > 1 &&
        !eventType(name) &&
        !known.some((option) => option.label.toLowerCase().startsWith(typed.trim().toLowerCase()) && name === normaliseEventType(typed)),
    );
    const outside =
      eventType(value) && !known.some((option) => option.value === value)
        ? [{ value, label: eventType(value)?.label ?? value, help: 'Does not fit what this flow is about' }]
        : [];
    return [...known, ...outside, ...own.map((name) => ({ value: name, label: sentence(name), help: `Your own event, “${name}”` }))];
  }, [subject, match, value, typed]);
  return (
    <Combobox
      aria-label={label}
      value={value || null}
      onValueChange={(next) => next !== null && onChange(next)}
      options={options}
      onInputValueChange={setTyped}
      placeholder="Choose, or type a name of your own"
      nothing="Type the name of your event"
      invalid={invalid}
      disabled={disabled}
    />
  );
}
