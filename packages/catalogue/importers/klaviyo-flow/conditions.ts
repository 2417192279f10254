import type { Condition } from '@millrace/flow';
import type { Draft } from '../draft.ts';
import { loose, looseList, numberOf, textOf, textsOf, type Loose } from '../loose.ts';
import { eventOf } from './metrics.ts';

/** Names of what the file only has ids of. */
export interface Names {
  /** Null when the file does not say how it is called. */
  metric(id: string): string | null;
  group(id: string): string | null;
}

/** What a filter asks, as far as it has an equal. */
export interface ReadFilter {
  /** The whole filter; null when it asks nothing, or when a part has no equal. */
  readonly condition: Condition | null;
  /** Parts without an equal, in words. */
  readonly unread: readonly string[];
}

type Read = { readonly is: Condition } | { readonly unread: string };

/** Reads a filter: its groups all have to fit, and of each group one condition. */
export function readFilter(filter: unknown, draft: Draft, names: Names): ReadFilter {
  const groups = looseList(loose(filter)['condition_groups']).map((group) => looseList(group['conditions']));
  return combine(
    groups
      .filter((group) => group.length > 0)
      .map((group) => group.map((one) => readCondition(one, draft, names))),
  );
}

/** All groups, and any condition of each. One part without an equal leaves the whole filter open. */
export function combine(groups: readonly (readonly Read[])[]): ReadFilter {
  const unread = groups.flat().flatMap((one) => ('unread' in one ? [one.unread] : []));
  if (unread.length > 0) return { condition: null, unread };
  const all = groups.map((group) => {
    const any = group.flatMap((one) => ('is' in one ? [one.is] : []));
    return any.length === 1 ? any[0]! : { any };
  });
  if (all.length === 0) return { condition: null, unread: [] };
  return { condition: all.length === 1 ? all[0]! : { all }, unread: [] };
}

/** One condition of a filter. */
export function readCondition(asked: Loose, draft: Draft, names: Names): Read {
  switch (asked['type']) {
    case 'profile-property':
      return profileProperty(asked);
    case 'profile-group-membership':
      return membership(asked, draft, names);
    case 'profile-metric':
      return ofMetric(asked, names);
    case 'profile-marketing-consent':
      return consent(loose(asked['consent']));
    case 'metric-property':
      return { unread: `the property “${textOf(asked['field'])}” of the event` };
    default:
      return { unread: `“${textOf(asked['type']) || 'a condition'}”` };
  }
}

const FACTS: Readonly<Record<string, string>> = {
  email: 'customer.email',
  phone_number: 'customer.phone',
  first_name: 'customer.firstName',
  last_name: 'customer.lastName',
  "location['city']": 'customer.city',
};

function profileProperty(asked: Loose): Read {
  const property = textOf(asked['property']);
  const own = /^properties\[['"](.+)['"]\]$/.exec(property)?.[1];
  const fact =
    own === undefined
      ? FACTS[property]
      : /^[^.{}]{1,80}$/.test(own)
        ? `customer.properties.${own}`
        : undefined;
  const words = `the property “${own ?? property}”`;
  if (fact === undefined) return { unread: words };
  const is = compared(fact, loose(asked['filter']));
  return is ? { is } : { unread: words };
}

const TEXT: Readonly<Record<string, string>> = {
  equals: 'is',
  'not-equals': 'is-not',
  contains: 'contains',
  'not-contains': 'does-not-contain',
  'starts-with': 'starts-with',
  in: 'is-one-of',
  'not-in': 'is-none-of',
};
const NUMBER: Readonly<Record<string, string>> = {
  equals: 'is',
  'not-equals': 'is-not',
  'greater-than': 'more-than',
  'greater-than-or-equal': 'at-least',
  'less-than': 'less-than',
  'less-than-or-equal': 'at-most',
};

function compared(fact: string, filter: Loose): Condition | null {
  const operator = textOf(filter['operator']);
  const value = filter['value'];
  const leaf = (found: string | undefined, with_?: unknown): Condition | null =>
    found === undefined
      ? null
      : ({ fact, operator: found, ...(with_ === undefined ? {} : { value: with_ }) } as Condition);
  switch (filter['type']) {
    case 'string':
      if (Array.isArray(value)) return leaf(TEXT[operator], textsOf(value));
      return typeof value === 'string' ? leaf(TEXT[operator], value) : null;
    case 'numeric':
      return numberOf(value) === null ? null : leaf(NUMBER[operator], value);
    case 'boolean':
      return typeof value === 'boolean' && operator === 'equals' ? leaf('is', value) : null;
    case 'existence':
      return leaf(operator === 'is-set' ? 'is-set' : operator === 'not-set' ? 'is-not-set' : undefined);
    case 'list':
      return operator === 'contains' || operator === 'not-contains'
        ? leaf(TEXT[operator], textOf(value))
        : null;
    default:
      return null;
  }
}

function membership(asked: Loose, draft: Draft, names: Names): Read {
  const ids = textsOf(asked['group_ids']);
  if (ids.length === 0 || asked['timeframe_filter'])
    return { unread: 'since when somebody is in a list or segment' };
  const operator = asked['is_member'] === false ? 'does-not-contain' : 'contains';
  const leaves = ids.map((id): Condition => ({
    fact: 'customer.segments',
    operator,
    value: draft.keyFor('segment', id, names.group(id) ?? `${id} in Klaviyo`),
  }));
  if (leaves.length === 1) return { is: leaves[0]! };
  return { is: operator === 'contains' ? { any: leaves } : { all: leaves } };
}

const COUNTED = new Set(['at-least', 'at-most', 'more-than', 'less-than', 'is']);
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7 };

function ofMetric(asked: Loose, names: Names): Read {
  const id = textOf(asked['metric_id']);
  const name = names.metric(id);
  const found = name === null ? null : eventOf(name);
  const words = `how often somebody did ${name === null ? `the metric ${id}` : `“${name}”`}`;
  const [counted, time] = [loose(asked['measurement_filter']), loose(asked['timeframe_filter'])];
  const operator = NUMBER[textOf(counted['operator'])];
  const value = numberOf(counted['value']);
  const days = DAYS[textOf(time['unit'])];
  const quantity = numberOf(time['quantity']);
  const during =
    time['operator'] === 'alltime'
      ? {}
      : time['operator'] === 'flow-start'
        ? { sinceEntry: true }
        : time['operator'] === 'in-the-last' && days !== undefined && quantity !== null && quantity > 0
          ? { withinDays: quantity * days }
          : null;
  const isWhole = looseList(asked['metric_filters']).length === 0 && asked['measurement'] === 'count';
  if (!found || !isWhole || during === null || value === null || !COUNTED.has(operator ?? ''))
    return { unread: words };
  return { is: { event: found.event, measure: 'count', operator, value, ...during } as Condition };
}

const STANDING: Readonly<Record<string, string>> = {
  subscribed: 'subscribed',
  unsubscribed: 'unsubscribed',
  never_subscribed: 'never-asked',
};

function consent(asked: Loose): Read {
  const channel = textOf(asked['channel']);
  const status = loose(asked['consent_status']);
  const standing = STANDING[textOf(status['subscription'])];
  const words = `consent for ${channel || 'a channel'}`;
  const filters = status['filters'];
  if (standing === undefined || (Array.isArray(filters) && filters.length > 0)) return { unread: words };
  return /^(email|sms|push)$/.test(channel)
    ? { is: { fact: `customer.consent.${channel}`, operator: 'is', value: standing } }
    : { unread: words };
}
