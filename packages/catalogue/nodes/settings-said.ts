import { formatMoney } from '@millrace/base';
import type { Facts, NodeKind } from '@millrace/flow';
import type { z } from 'zod';
import { textIn } from './reading.ts';

interface FieldMeta {
  readonly title?: string;
  readonly control?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly onlyIf?: Readonly<Record<string, unknown>>;
}

const MOST_FACTS = 10;

type Config = Readonly<Record<string, unknown>>;

/**
 * What the step is about, and its settings that count by their titles on the panel, for a person who decides or
 * does it. Values are templates.
 * @param without names of settings that are left out
 */
export const factsOfStep = (
  kind: NodeKind,
  config: Config,
  facts: Facts,
  without: readonly string[] = [],
): { readonly label: string; readonly value: string }[] =>
  [
    { label: 'Order', value: '{{ order.number }}' },
    { label: 'Product', value: '{{ product.title }}' },
    ...settingsSaid(kind, config, facts, without),
  ].slice(0, MOST_FACTS);

function settingsSaid(
  kind: NodeKind,
  config: Config,
  { store }: Facts,
  without: readonly string[],
): { readonly label: string; readonly value: string }[] {
  const { shape } = kind.config as unknown as z.ZodObject;
  return Object.entries(shape).flatMap(([name, field]) => {
    const { title, control, labels, onlyIf } = (field as z.ZodType).meta() as FieldMeta;
    if (without.includes(name) || name === 'ifNotDone' || title === undefined || !isShown(config, onlyIf))
      return [];
    const value = config[name];
    const words =
      typeof value === 'boolean'
        ? value
          ? 'Yes'
          : 'No'
        : typeof value === 'number'
          ? control === 'money'
            ? formatMoney({ amount: value, currency: store.currency })
            : String(value)
          : (labels?.[textIn(value)] ?? textIn(value));
    return words === '' ? [] : [{ label: title.slice(0, 80), value: words.slice(0, 500) }];
  });
}

const isShown = (config: Config, onlyIf: FieldMeta['onlyIf']): boolean =>
  Object.entries(onlyIf ?? {}).every(([other, wanted]) =>
    (Array.isArray(wanted) ? wanted : [wanted]).includes(config[other]),
  );
