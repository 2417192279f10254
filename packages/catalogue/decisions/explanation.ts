import { formatMoney, type Json } from '@millrace/base';
import { capital, decimal, percent, plural } from '@millrace/base/words';
import type { DecisionRecord } from '@millrace/flow';

/** The parts of a stored decision that an explanation needs. */
export type ToldDecision = Pick<
  DecisionRecord,
  'by' | 'inputs' | 'options' | 'chosen' | 'score' | 'explanation'
>;

/** A decision in words. */
export interface Explanation {
  /** Reasons in whole sentences, strongest first. */
  readonly sentences: readonly string[];
  /** Names of the options, by id. */
  readonly options: Readonly<Record<string, string>>;
  /** The inputs at that moment. */
  readonly known: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The kind of an input: `money` in minor units, `share` 0 to 1, `hour` of the day; `plain` is shown as it is.
 */
export type InputKind = 'money' | 'share' | 'days' | 'hour' | 'plain';
/** The name and kind of each input, by its name in the record. */
export type InputWords = Readonly<Record<string, readonly [name: string, kind: InputKind]>>;

/** An explanation from the parts that differ from model to model. @param currency for amounts */
export function explained(
  record: ToldDecision,
  currency: string,
  { option, inputs }: { readonly option: (id: string) => string; readonly inputs: InputWords },
): Explanation {
  return {
    sentences: record.explanation,
    options: Object.fromEntries(record.options.map(({ id }) => [id, option(id)])),
    known: knownInputs(record.inputs, inputs, currency),
  };
}

/** Names and formatted values of inputs. Empty values and objects are left out. */
export function knownInputs(
  inputs: ToldDecision['inputs'],
  words: InputWords,
  currency: string,
): Explanation['known'] {
  return Object.entries(inputs)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([id, value]) => {
      const [name, kind] = (Object.hasOwn(words, id) && words[id]) || ([spaced(id), 'plain'] as const);
      return { name, value: written(value, kind, currency) };
    });
}

function written(value: Json, kind: InputKind, currency: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'number') return spaced(String(value));
  if (kind === 'money') return formatMoney({ amount: Math.round(value), currency });
  if (kind === 'share') return percent(value);
  if (kind === 'days')
    return value < 2 ? plural(Math.round(value * 24), 'hour') : plural(Math.round(value), 'day');
  if (kind === 'hour') return `${String(Math.floor(value)).padStart(2, '0')}:00`;
  return decimal(value);
}

/** `free-shipping` is "Free shipping", `marginShare` is "Margin share". */
export const spaced = (code: string): string =>
  capital(
    code
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('-', ' ')
      .toLowerCase(),
  );
