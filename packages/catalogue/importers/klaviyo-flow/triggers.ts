import { loose, looseList, numberOf, textOf, textsOf, type Loose } from '../loose.ts';
import type { Reader } from './reader.ts';
import { readFilter } from './conditions.ts';
import { eventOf } from './metrics.ts';

/** Adds the trigger of a flow. @returns its step */
export function readTrigger(definition: Loose, reader: Reader): string {
  const { draft } = reader;
  const [trigger, ...others] = looseList(definition['triggers']);
  for (const other of others)
    draft.leaveOut(
      `Trigger “${textOf(other['type'])}”`,
      'A flow here has one trigger.',
      'Make a second flow for it, or choose a segment that covers both.',
    );
  const entry = { ...reentry(definition, reader), ...filters(definition, reader) };
  switch (trigger?.['type']) {
    case 'metric':
      return ofMetric(trigger, entry, reader);
    case 'list':
    case 'segment': {
      const id = textOf(trigger['id']);
      const key = draft.keyFor('segment', id, reader.names.group(id) ?? `${id} in Klaviyo`);
      warnOfFilter(entry, reader);
      return draft.add('segment-trigger', {
        condition: { fact: 'customer.segments', operator: 'contains', value: key },
        ...ruleOf(entry),
      });
    }
    case 'date':
      return ofDate(trigger, entry, reader);
    case 'price-drop':
    case 'low-inventory':
      return ofProduct(trigger, entry, reader);
    default:
      draft.leaveOut(
        trigger ? `Trigger “${textOf(trigger['type'])}”` : 'Trigger',
        trigger ? 'It has no equal here.' : 'The flow in the file has none.',
        'Choose how the flow begins.',
      );
      return draft.add('event-trigger', { events: [], ...ruleOf(entry) });
  }
}

interface Entry {
  readonly reentry?: object;
  readonly exits: readonly object[];
  readonly filter: object | null;
}

const ruleOf = ({ reentry: rule, exits }: Entry) => ({ ...(rule ? { reentry: rule } : {}), exits });

const HOURS: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };

function reentry(definition: Loose, { draft }: Reader): Pick<Entry, 'reentry'> {
  const criteria = loose(definition['reentry_criteria']);
  if (criteria['unit'] === 'alltime') return { reentry: { rule: 'never' } };
  const [duration, hours] = [numberOf(criteria['duration']), HOURS[textOf(criteria['unit'])]];
  if (duration === null || hours === undefined) return {};
  if (duration === 0) return { reentry: { rule: 'always' } };
  const days = (duration * hours) / 24;
  if (days >= 1 && days <= 3650) return { reentry: { rule: 'after', days } };
  draft.leaveOut(
    'Re-entry',
    `It may happen again after ${duration} hours; here the least is a day.`,
    'A day was set. Change it in the trigger if that is too long.',
  );
  return { reentry: { rule: 'after', days: 1 } };
}

/** The filter on everybody who enters. “Has not done it since starting this flow” is an exit rule here. */
function filters(definition: Loose, { draft, names }: Reader): Pick<Entry, 'exits' | 'filter'> {
  const groups = looseList(loose(definition['profile_filter'])['condition_groups']).map((group) =>
    looseList(group['conditions']),
  );
  const exits: object[] = [];
  const rest = groups.filter((group) => {
    const [only] = group;
    const event = group.length === 1 && only ? neverSinceStart(only, (id) => names.metric(id)) : null;
    if (event !== null) exits.push({ event, match: 'customer' });
    return event === null;
  });
  const { condition, unread } = readFilter(
    { condition_groups: rest.map((conditions) => ({ conditions })) },
    draft,
    names,
  );
  if (unread.length > 0)
    draft.leaveOut(
      'Profile filter',
      `It asks for ${unread.join(', ')}, which cannot be read.`,
      'Set the filter of the trigger before you publish. Until then it is unfinished.',
      'exits',
    );
  else if (condition)
    draft.leaveOut(
      'Profile filter',
      'Klaviyo checks it again before each step; here it is checked when somebody enters.',
      'Add a condition before a message where that matters.',
    );
  return { exits, filter: unread.length > 0 ? UNFINISHED : condition };
}

/** A comparison that nobody has finished, so that the flow cannot be published before it is. */
const UNFINISHED = { fact: 'customer.properties.', operator: 'is' };

function neverSinceStart(asked: Loose, name: (id: string) => string | null): string | null {
  const [counted, time] = [loose(asked['measurement_filter']), loose(asked['timeframe_filter'])];
  const isNever = counted['operator'] === 'equals' && counted['value'] === 0;
  if (asked['type'] !== 'profile-metric' || asked['measurement'] !== 'count' || !isNever) return null;
  if (time['operator'] !== 'flow-start' || looseList(asked['metric_filters']).length > 0) return null;
  const metric = name(textOf(asked['metric_id']));
  return metric === null ? null : (eventOf(metric)?.event ?? null);
}

function ofMetric(trigger: Loose, entry: Entry, { draft, names }: Reader): string {
  const id = textOf(trigger['id']);
  const name = names.metric(id);
  const found = name === null ? null : eventOf(name);
  if (!found)
    draft.leaveOut(
      `Trigger: metric ${id}`,
      'The file has the id of the metric and not its name.',
      'Choose the event in the trigger.',
      'trigger',
    );
  else if (!found.isKnown)
    draft.leaveOut(
      `Trigger “${name ?? ''}”`,
      `It is not among the events that stores send, so it was taken for an event of your own, “${found.event}”.`,
      'Send this event to Millrace, or choose another one in the trigger.',
    );
  const own = looseList(loose(trigger['trigger_filter'])['condition_groups']);
  const asked = own.flatMap((group) => looseList(group['conditions'])).map((one) => textOf(one['field']));
  if (asked.length > 0)
    draft.leaveOut(
      'Trigger filter',
      `It asks for ${asked.map((field) => `“${field}”`).join(', ')}. Events have other properties here.`,
      'Set the filter of the trigger before you publish. Until then it is unfinished.',
    );
  const filter = asked.length > 0 ? UNFINISHED : entry.filter;
  return draft.add('event-trigger', {
    events: found ? [found.event] : [],
    ...(filter ? { filter } : {}),
    ...ruleOf(entry),
  });
}

/** Triggers without an event have no filter of their own here. */
function warnOfFilter(entry: Entry, { draft }: Reader): void {
  if (entry.filter)
    draft.leaveOut(
      'Profile filter',
      'A trigger of this kind has no filter.',
      'Add a condition as the first step, or add it to the segment.',
    );
}

function ofDate(trigger: Loose, entry: Entry, reader: Reader): string {
  const { draft } = reader;
  warnOfFilter(entry, reader);
  const property = textOf(trigger['date_profile_property']).replace(/^properties\[['"](.+)['"]\]$/, '$1');
  if (trigger['date_field_type'] !== 'profile-property')
    draft.leaveOut(
      `Trigger: date of “${textOf(trigger['custom_object_label'])}”`,
      'Dates of custom objects have no equal here.',
      'Keep the date in a property of the customer, and name it in the trigger.',
    );
  const recurs = textOf(trigger['recurrence_frequency']);
  if (recurs === 'monthly' || recurs === 'weekly')
    draft.leaveOut(
      'Trigger: repeated date',
      `It comes again ${recurs}; here a date comes once or every year.`,
      'Begin the flow on a schedule instead if it has to come more often.',
    );
  const zone = textOf(trigger['timezone']);
  if (zone !== '' && zone !== 'profile')
    draft.leaveOut(
      'Trigger: time zone',
      `Its time is in ${zone}.`,
      'Here it is in the zone of each customer.',
    );
  const before = numberOf(trigger['timedelta_value_before_date']) ?? 0;
  const unit = textOf(trigger['timedelta_unit_before_date']);
  const days = unit === 'weeks' ? 7 * before : before;
  if (unit === 'months' && before !== 0)
    draft.leaveOut(
      'Trigger: months before',
      `It begins ${before} months before the date; here that is counted in days.`,
      'Set the days in the trigger. 30 days for each month were set.',
    );
  const counted = unit === 'months' ? 30 * before : days;
  return draft.add('date-trigger', {
    date: 'property',
    property,
    yearly: recurs === 'annually',
    when: counted === 0 ? 'on' : counted > 0 ? 'before' : 'after',
    ...(counted === 0 ? {} : { days: Math.abs(counted) }),
    ...timeOf(trigger['trigger_time']),
    ...ruleOf(entry),
  });
}

const timeOf = (given: unknown) => {
  const at = /^([01]\d|2[0-3]):[0-5]\d/.exec(textOf(given))?.[0];
  return at === undefined ? {} : { at };
};

function ofProduct(trigger: Loose, entry: Entry, reader: Reader): string {
  const { draft } = reader;
  warnOfFilter(entry, reader);
  const drops = trigger['type'] === 'price-drop';
  const step = drops ? 'Trigger “price drop”' : 'Trigger “low inventory”';
  const audience = new Set(textsOf(trigger['audience']));
  if (audience.has('checkout-started'))
    draft.leaveOut(
      step,
      'It reaches people who started a checkout.',
      'People who have it in a cart were chosen.',
    );
  if (looseList(loose(trigger['trigger_filter'])['condition_groups']).length > 0)
    draft.leaveOut(step, 'It has a filter on products.', 'Add a condition on the product as the first step.');
  const amount = numberOf(trigger['price_drop_amount_value']);
  if (drops && trigger['price_drop_amount_unit'] !== 'percent')
    draft.leaveOut(
      step,
      `It asks for a price that fell by ${amount ?? 'an amount'} in money; here a share is asked for.`,
      'Set the percentage in the trigger.',
    );
  const percent = drops && trigger['price_drop_amount_unit'] === 'percent' ? amount : null;
  const units = drops ? null : numberOf(trigger['inventory_count']);
  const days = numberOf(trigger['timeframe_days']);
  return draft.add('product-trigger', {
    news: drops ? 'price-dropped' : 'low-stock',
    asked: false,
    viewed: audience.has('viewed'),
    inCart: audience.has('added-to-cart') || audience.has('checkout-started'),
    ...(percent === null ? {} : { percent }),
    ...(units === null ? {} : { units }),
    ...(days === null ? {} : { days }),
    ...ruleOf(entry),
  });
}
