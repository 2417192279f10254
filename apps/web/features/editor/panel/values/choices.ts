import { count } from '@millrace/base/words';
import type { FactField, Operator } from '@millrace/flow';
import type { Choice } from '@millrace/ui';
import type { KnownValue, KnownValues } from '../../actions.ts';

const WHOLE = new Set<Operator>(['is', 'is-not', 'is-one-of', 'is-none-of']);
const PART = new Set<Operator>(['contains', 'does-not-contain']);
/** Facts without a list of values: almost unique for each customer, or set by the flow. */
const UNLISTED = /^(customer\.(email|phone|firstName|lastName)$|decision\.)/;
/** Facts whose values are ids. Their names come from the store. */
const IDS = new Set([
  'cart.productIds',
  'order.productIds',
  'event.properties.productIds',
  'event.productId',
]);

/** Whether the value of a comparison is chosen from the store's values, instead of typed. */
export function isPicked(
  field: FactField | undefined,
  operator: Operator,
  isList = field?.type === 'list',
): boolean {
  if (!field || field.options || UNLISTED.test(field.path) || !['text', 'list', 'any'].includes(field.type))
    return false;
  return WHOLE.has(operator) || (isList && PART.has(operator));
}

export const takesMany = (operator: Operator): boolean =>
  operator === 'is-one-of' || operator === 'is-none-of' || PART.has(operator);

/** The names to store with the values of a comparison, where values are ids. */
export function namesToKeep(
  fact: string,
  chosen: readonly Choice[],
): Readonly<Record<string, string>> | undefined {
  const named = chosen.filter(({ value, label }) => label !== value);
  return IDS.has(fact) && named.length > 0
    ? Object.fromEntries(named.map(({ value, label }) => [value, label]))
    : undefined;
}

export interface ValueChoices {
  readonly options: readonly Choice[];
  /** Whether the first option is a known value, which Enter may choose. */
  readonly knownFirst: boolean;
}

/** The options for a typed text: known values, then the text itself with a warning. */
export function valueChoices(known: KnownValues | null, typed: string): ValueChoices {
  const wanted = folded(typed);
  const fitting = (known?.values ?? []).filter(
    ({ value, label }) => folded(label).includes(wanted) || folded(value).includes(wanted),
  );
  const options = fitting.map(asChoice);
  if (
    wanted === '' ||
    fitting.some(({ value, label }) => folded(label) === wanted || folded(value) === wanted)
  )
    return { options, knownFirst: options.length > 0 };
  const help =
    known === null ? 'Not checked yet' : known.more ? 'Not in this list' : 'No customer has it now';
  return {
    options: [...options, { value: typed.trim(), label: `Use “${typed.trim()}”`, help, icon: 'pencil' }],
    knownFirst: options.length > 0,
  };
}

export const asChoice = ({ value, label, image, people }: KnownValue): Choice => ({
  value,
  label,
  image,
  aside: count(people),
});

const folded = (text: string) => text.trim().toLowerCase();
