'use client';
import { useMemo } from 'react';
import { FACT_FAMILIES, LISTS_FACT, type FactSubject, type FactTable, type FactType } from '@millrace/flow';
import { capital, count } from '@millrace/base/words';
import { Combobox, Input } from '@millrace/ui';
import type { KnownFact } from '../../actions.ts';
import { useFacts } from '../../store/hooks.ts';

const SUBJECTS: Readonly<Record<FactSubject, string>> = {
  customer: 'Customer',
  cart: 'Cart',
  order: 'Order',
  event: 'The event',
  decision: 'Decision',
  store: 'Store',
  product: 'Product',
  moment: 'Current time',
};
const ORDER: readonly FactSubject[] = [
  'customer',
  'cart',
  'order',
  'product',
  'decision',
  'event',
  'moment',
  'store',
];

const FREE = FACT_FAMILIES.filter((family) => family.isOpen);
/** The fact family of a path with a custom name. */
const familyOf = (facts: FactTable, path: string) =>
  facts.fields.some((field) => field.path === path)
    ? undefined
    : FREE.find((family) => path.startsWith(family.prefix));
/** `lastVisit` and `last_visit` become "last visit". */
const propertyName = (name: string) =>
  capital(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[_.-]+/g, ' ')
      .toLowerCase(),
  );

/** Chooses the fact of a condition. Lists custom properties of the store too; a new one can be typed. */
export function FactPicker({
  value,
  onChange,
  known = [],
  subjects,
  types,
  label = 'Fact',
  invalid,
  disabled = false,
}: {
  value: string;
  onChange: (path: string) => void;
  /** Properties that this store has. */
  known?: readonly KnownFact[];
  subjects?: readonly FactSubject[] | undefined;
  /** Only facts of these types, and properties of unknown type; all by default. */
  types?: readonly FactType[] | undefined;
  label?: string;
  invalid?: boolean;
  disabled?: boolean;
}) {
  const facts = useFacts();
  const listed = known.some(({ fact }) => fact === value);
  const family = listed ? undefined : familyOf(facts, value);
  const options = useMemo(() => {
    const wanted = subjects ?? ORDER;
    const named = ORDER.filter((subject) => wanted.includes(subject)).flatMap((subject) => [
      ...facts.fields
        // Lists are chosen as segments.
        .filter(
          ({ path, type, subject: about }) =>
            about === subject && path !== LISTS_FACT && (!types || types.includes(type)),
        )
        .map((field) => ({
          value: field.path,
          label: capital(field.label),
          help: SUBJECTS[subject],
        })),
      ...FREE.filter((entry) => entry.subject === subject).flatMap((entry) => [
        ...known
          .filter(
            ({ fact, type }) =>
              (!types || type === 'any' || types.includes(type)) &&
              fact.startsWith(entry.prefix) &&
              !facts.fields.some((field) => field.path === fact),
          )
          .map(({ fact, people }) => ({
            value: fact,
            label: propertyName(fact.slice(entry.prefix.length)),
            help: capital(entry.label === 'property' ? 'customer property' : entry.label),
            aside: count(people),
          })),
        { value: entry.prefix, label: `${capital(entry.label)} by name`, help: SUBJECTS[subject] },
      ]),
    ]);
    // A fact that is no longer listed is still shown by its label.
    return named.some((option) => option.value === (family?.prefix ?? value)) || value === ''
      ? named
      : [{ value, label: facts.field(value)?.label ?? value, help: 'Unknown here' }, ...named];
  }, [subjects, types, value, family, facts, known]);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <Combobox
        aria-label={label}
        disabled={disabled}
        value={family ? family.prefix : value || null}
        options={options}
        placeholder="Choose or type"
        nothing="Nothing found"
        invalid={invalid ?? false}
        onValueChange={(next) =>
          next !== null && onChange(FREE.some((entry) => entry.prefix === next) ? `${next}name` : next)
        }
      />
      {family ? (
        <Input
          aria-label={`Name of the ${family.label}`}
          value={value.slice(family.prefix.length)}
          placeholder="name"
          disabled={disabled}
          onValueChange={(next) => onChange(family.prefix + next.replace(/\s+/g, '_'))}
        />
      ) : null}
    </div>
  );
}
