import { own } from '@millrace/base';
import type { Draft } from '../draft.ts';
import { loose, looseList, numberOf, textOf, textsOf, type Loose } from '../loose.ts';
import { combine, readCondition, readFilter } from './conditions.ts';
import { addMessage } from './messages.ts';
import { wordsOf, type Reader } from './reader.ts';

/** The steps that an action became. */
export interface Placed {
  /** The first of them; null when there is none, and the flow goes on past it. */
  readonly first: string | null;
  /** The ways on, each with the action that comes there; empty where nothing does. */
  readonly ways: readonly { readonly step: string; readonly port: string; readonly to: string }[];
}

/** Turns an action into steps. */
export function readAction(action: Loose, reader: Reader): Placed {
  const { draft } = reader;
  const data = loose(action['data']);
  const to = textOf(loose(action['links'])['next']);
  const one = (step: string, port = 'next'): Placed => ({ first: step, ways: [{ step, port, to }] });
  const past = (): Placed => ({ first: null, ways: [{ step: '', port: '', to }] });
  switch (action['type']) {
    case 'time-delay':
      return one(timeDelay(data, draft));
    case 'target-date':
      warnOfZone(data, draft);
      return one(
        draft.add('wait', {
          duration: { amount: 0, unit: 'hours' },
          ...moment(data, 'target_time', 'target_days'),
        }),
      );
    case 'conditional-split':
      return split(action, data['profile_filter'], reader);
    case 'trigger-split':
      return split(action, data['trigger_filter'], reader);
    case 'action-output-split':
      return split(action, data['action_output_filter'], reader);
    case 'multi-branch-split':
      return branches(data, reader);
    case 'ab-test':
    case 'content-experiment':
      return test(data, to, reader);
    case 'send-email':
    case 'send-sms':
    case 'send-mobile-push':
    case 'send-webhook':
    case 'send-internal-alert': {
      const step = addMessage(action, reader);
      return step === null ? past() : one(step);
    }
    case 'update-profile':
      return profile(data, to, draft);
    case 'list-update':
      return one(draft.add('list-membership', listChange(data, reader), textOf(data['name']) || undefined));
    default:
      draft.leaveOut(wordsOf(action), ...(own(WHY, textOf(action['type'])) ?? NO_EQUAL));
      return past();
  }
}

const WHY: Readonly<Record<string, readonly [why: string, next: string]>> = {
  'send-whatsapp': ['WhatsApp messages cannot be sent here.', 'Add a text or an e-mail in its place.'],
  code: ['Code of your own does not run here.', 'Call a service of yours with “HTTP request”.'],
  'internal-service': [
    'It is a service inside Klaviyo.',
    'Add the step that does the same, if there is one.',
  ],
  'back-in-stock-delay': [
    'Waiting until a product is back has no equal as a step.',
    'Begin the flow with “Product news: is back in stock” instead.',
  ],
  'countdown-delay': [
    'It waits until some time before the date of the trigger.',
    'Add “Wait until a date” and name the date there.',
  ],
};
const NO_EQUAL = ['It has no equal here.', 'Add a step that does the same, if there is one.'] as const;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function moment(data: Loose, time: string, days: string): Record<string, unknown> {
  const at = /^([01]\d|2[0-3]):[0-5]\d/.exec(textOf(data[time]))?.[0];
  const weekdays = textsOf(data[days]).map((day) => WEEKDAYS.indexOf(day) + 1);
  const some = weekdays.filter((day) => day > 0);
  return {
    ...(at === undefined ? {} : { at }),
    ...(some.length > 0 && some.length < 7 ? { weekdays: some } : {}),
  };
}

function timeDelay(data: Loose, draft: Draft): string {
  const unit = textOf(data['unit']) || 'days';
  const amount = numberOf(data['value']) ?? 0;
  warnOfZone(data, draft);
  if ((numberOf(data['secondary_value']) ?? 0) !== 0)
    draft.leaveOut(
      `Time delay of ${amount} ${unit}`,
      `It has a second part, ${String(data['secondary_value'])}, without a unit.`,
      'Add it to the wait.',
    );
  return draft.add('wait', {
    duration: { amount, unit: ['days', 'hours', 'minutes'].includes(unit) ? unit : 'days' },
    ...moment(data, 'delay_until_time', 'delay_until_weekdays'),
  });
}

function warnOfZone(data: Loose, draft: Draft): void {
  const zone = textOf(data['timezone']);
  const hasTime = textOf(data['delay_until_time']) !== '' || textOf(data['target_time']) !== '';
  if (hasTime && zone !== '' && zone !== 'profile')
    draft.leaveOut(
      'Time delay',
      `Its time of day is in ${zone}.`,
      'Here it is in the zone of each customer.',
    );
}

const whyUnfinished = (unread: readonly string[]): string =>
  unread.length > 0 ? `It asks for ${unread.join(', ')}, which cannot be read.` : 'It has no condition.';

/** A branch whose condition cannot be read is left unfinished, so that the flow cannot be published before it is. */
const path = (id: string, name: string, when: unknown) => ({
  id,
  name: name.slice(0, 80),
  ...(when ? { when } : {}),
});

function split(action: Loose, filter: unknown, reader: Reader): Placed {
  const { draft, names } = reader;
  const links = loose(action['links']);
  const ways = (step: string, otherwise: string) => [
    { step, port: 'yes', to: textOf(links['next_if_true']) },
    { step, port: otherwise, to: textOf(links['next_if_false']) },
  ];
  const share = sampleOf(filter);
  if (share !== null) {
    const step = draft.add('random-split', {
      paths: [
        { id: 'yes', name: 'In the sample', weight: share },
        { id: 'no', name: 'Not in it', weight: 100 - share },
      ],
    });
    return { first: step, ways: ways(step, 'no') };
  }
  const { condition, unread } = readFilter(filter, draft, names);
  if (condition === null)
    draft.leaveOut(
      wordsOf(action),
      whyUnfinished(unread),
      'Set the condition of this step. Until then it is unfinished.',
    );
  const step = draft.add('condition', { paths: [path('yes', condition ? '' : 'Yes', condition)] });
  return { first: step, ways: ways(step, 'else') };
}

/** The percentage of a filter that asks only for a random sample; null for any other. */
function sampleOf(filter: unknown): number | null {
  const groups = looseList(loose(filter)['condition_groups']).map((group) => looseList(group['conditions']));
  const [only] = groups[0] ?? [];
  if (groups.length !== 1 || groups[0]?.length !== 1 || only?.['type'] !== 'profile-sample') return null;
  const share = numberOf(only['percentage']);
  return share !== null && share > 0 && share < 100 ? share : null;
}

function branches(data: Loose, { draft, names }: Reader): Placed {
  const all = looseList(data['branches']);
  const ways: { port: string; to: string }[] = [];
  const paths = all.slice(0, 21).flatMap((branch, at) => {
    const to = textOf(loose(branch['links'])['next']);
    if (branch['is_else'] === true) {
      ways.push({ port: 'else', to });
      return [];
    }
    const name = textOf(branch['name']);
    const groups = looseList(loose(branch['branch_filter'])['condition_groups']);
    const { condition, unread } = combine(
      groups.map((group) => looseList(group['conditions']).map((one) => readCondition(one, draft, names))),
    );
    if (condition === null)
      draft.leaveOut(
        `Multi-branch split “${textOf(data['name'])}”, branch “${name}”`,
        whyUnfinished(unread),
        'Set the condition of this branch. Until then it is unfinished.',
      );
    const id = `branch-${at + 1}`;
    ways.push({ port: id, to });
    return [path(id, name, condition)];
  });
  const step = draft.add('condition', { paths }, textOf(data['name']) || undefined);
  if (!ways.some(({ port }) => port === 'else')) ways.push({ port: 'else', to: '' });
  return { first: step, ways: ways.map((way) => ({ step, ...way })) };
}

const GOALS: Readonly<Record<string, string>> = {
  'unique-opens': 'message-opened',
  'open-rate': 'message-opened',
  'unique-clicks': 'message-clicked',
  'click-rate': 'message-clicked',
  'unique-placed-orders': 'order-placed',
};

function test(data: Loose, to: string, reader: Reader): Placed {
  const { draft } = reader;
  const experiment = loose(data['current_experiment']);
  const variations = looseList(experiment['variations']).slice(0, 10);
  const shares = loose(experiment['allocations']);
  if (variations.length < 2) {
    const main = loose(data['main_action']);
    const step = addMessage(main, reader);
    return step === null
      ? { first: null, ways: [{ step: '', port: '', to }] }
      : { first: step, ways: [{ step, port: 'next', to }] };
  }
  const metric = textOf(experiment['winner_metric']);
  const goal = own(GOALS, metric);
  const name = textOf(experiment['name']);
  if (goal === undefined)
    draft.leaveOut(
      `A/B test “${name}”`,
      `Its winner is chosen by “${metric}”.`,
      'Choose what counts in the test. Orders were set.',
    );
  const step = draft.add(
    'ab-test',
    {
      paths: variations.map((one, at) => ({
        id: `variant-${at + 1}`,
        name: (textOf(loose(loose(one['data'])['message'])['name']) || `Variant ${at + 1}`).slice(0, 80),
        weight: Math.max(numberOf(shares[textOf(one['id'])]) ?? 1, 0),
      })),
      goals: [goal ?? 'order-placed'],
      choose:
        loose(experiment['automatic_winner_selection_settings'])['enabled'] === true ? 'rule' : 'person',
    },
    name || undefined,
  );
  const ways = variations.map((one, at) => {
    const message = addMessage(one, reader);
    const port = `variant-${at + 1}`;
    if (message === null) return { step, port, to };
    draft.connect(step, port, message);
    return { step: message, port: 'next', to };
  });
  return { first: step, ways };
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  numeric: 'number',
  boolean: 'boolean',
  date: 'date',
};

function profile(data: Loose, to: string, draft: Draft): Placed {
  const steps = looseList(data['profile_operations'])
    .slice(0, 50)
    .flatMap((operation) => {
      const key = textOf(operation['property_key']).replace(/^properties\[['"](.+)['"]\]$/, '$1');
      const type = textOf(operation['property_type']);
      const value = operation['property_value'];
      const isName = /^[^.{}]{1,80}$/.test(key);
      if (operation['operator'] === 'delete' && isName)
        return [draft.add('update-profile', { do: 'clear-property', name: key })];
      if (isName && own(TYPES, type) !== undefined && !(type === 'date' && value === 'today'))
        return [
          draft.add('update-profile', {
            do: 'set-property',
            name: key,
            type: TYPES[type],
            value: typeof value === 'boolean' ? String(value) : textOf(value),
          }),
        ];
      draft.leaveOut(
        `Update profile “${key}”`,
        type === 'list'
          ? 'Properties that are lists cannot be added to or taken from here.'
          : value === 'today'
            ? 'It writes the day on which it happens.'
            : 'The name of the property cannot be used here.',
        type === 'list'
          ? 'Use a tag or a list instead.'
          : 'Add “Update the customer” and set the property there.',
      );
      return [];
    });
  steps.slice(1).forEach((step, at) => draft.connect(steps[at]!, 'next', step));
  const [first, last] = [steps[0], steps.at(-1)];
  return first === undefined || last === undefined
    ? { first: null, ways: [{ step: '', port: '', to }] }
    : { first, ways: [{ step: last, port: 'next', to }] };
}

function listChange(data: Loose, { draft, names }: Reader): Record<string, unknown> {
  const id = textOf(data['list_id']);
  const name = names.group(id) ?? `${id} in Klaviyo`;
  if (typeof data['on_execution'] !== 'boolean')
    draft.leaveOut(
      'List update',
      'The file does not say whether people join or leave.',
      'Set what the step does.',
    );
  return {
    do: data['on_execution'] === false ? 'take-off' : 'put-on',
    list: { id: draft.keyFor('list', id, name), name },
  };
}
