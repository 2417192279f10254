import { eventType, parseGraph, validate, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFlowFile } from '../read-file.ts';
import { eventOf } from './metrics.ts';
import { readText, wordsOf } from './texts.ts';

const ORDERED = {
  type: 'profile-metric',
  metric_id: 'M2',
  measurement: 'count',
  measurement_filter: { type: 'numeric', operator: 'equals', value: 0 },
  timeframe_filter: { type: 'date', operator: 'flow-start' },
};
const group = (...conditions: object[]) => ({ condition_groups: [{ conditions }] });
const property = (name: string, filter: object) => ({
  type: 'profile-property',
  property: `properties['${name}']`,
  filter,
});
const definition = {
  triggers: [{ type: 'metric', id: 'M1', trigger_filter: null }],
  profile_filter: group(ORDERED),
  reentry_criteria: { duration: 14, unit: 'day' },
  entry_action_id: '1',
  actions: [
    {
      id: '1',
      type: 'time-delay',
      links: { next: '2' },
      data: {
        unit: 'hours',
        value: 4,
        delay_until_time: '09:30:00',
        delay_until_weekdays: ['monday', 'friday'],
      },
    },
    {
      id: '2',
      type: 'send-email',
      links: { next: '3' },
      data: {
        status: 'live',
        message: {
          name: 'Reminder',
          from_label: 'Tea Shop',
          from_email: 'tea@example.com',
          subject_line: "{{ first_name|default:'Hello' }}, your cart",
          preview_text: 'Still here',
          template_id: 'T1',
        },
      },
    },
    {
      id: '3',
      type: 'conditional-split',
      links: { next_if_true: '4', next_if_false: '5' },
      data: {
        profile_filter: group(property('plan', { type: 'string', operator: 'equals', value: 'gold' }), {
          type: 'profile-group-membership',
          is_member: true,
          group_ids: ['L1'],
        }),
      },
    },
    { id: '4', type: 'send-whatsapp', links: { next: '6' }, data: { message: { name: 'Last call' } } },
    {
      id: '5',
      type: 'trigger-split',
      links: { next_if_true: '6', next_if_false: null },
      data: {
        trigger_id: 'M1',
        trigger_type: 'metric',
        trigger_filter: group({
          type: 'metric-property',
          metric_id: 'M1',
          field: 'Brand',
          filter: { type: 'string', operator: 'equals', value: 'X' },
        }),
      },
    },
    {
      id: '6',
      type: 'update-profile',
      links: { next: '7' },
      data: {
        profile_operations: [
          { operator: 'create', property_type: 'string', property_key: 'reminded', property_value: 'yes' },
          {
            operator: 'update',
            property_type: 'list',
            property_operation: 'add',
            property_key: 'tags',
            property_value: 'x',
          },
          { operator: 'delete', property_key: 'old' },
        ],
      },
    },
    {
      id: '7',
      type: 'list-update',
      links: { next: '8' },
      data: { name: 'Remember', on_execution: true, list_id: 'L1' },
    },
    {
      id: '8',
      type: 'send-webhook',
      links: { next: null },
      data: {
        message: {
          url: 'https://example.com/hook',
          headers: { Authorization: 'Bearer abc', 'X-From': 'klaviyo' },
          body: '{"email":"{{ email }}"}',
        },
      },
    },
  ],
};
const included = [
  { type: 'metric', id: 'M1', attributes: { name: 'Checkout Started' } },
  { type: 'metric', id: 'M2', attributes: { name: 'Placed Order' } },
  { type: 'list', id: 'L1', attributes: { name: 'Newsletter' } },
  {
    type: 'template',
    id: 'T1',
    attributes: {
      html: '<style>p{}</style><p>Hi {{ person.first_name }},</p><p>your <a href="https://x.example">cart</a> waits. {% unsubscribe %}</p>',
    },
  },
];
const answer = (given: object = definition, more: object[] = included) => ({
  data: { type: 'flow', id: 'F1', attributes: { name: 'Cart reminder', status: 'live', definition: given } },
  included: more,
});

function read(given: object) {
  const reading = readFlowFile({ name: 'flow.json', text: JSON.stringify(given) });
  if ('problem' in reading) throw new Error(reading.problem);
  return { ...reading.flow, from: reading.importer.id, graph: parseGraph(reading.flow.graph) };
}
const step = (graph: Graph, kind: string) =>
  graph.nodes.filter((node) => node.kind === kind).map(({ config }) => config);
const from = (graph: Graph, id: string) =>
  Object.fromEntries(
    graph.edges
      .filter((edge) => edge.from === id)
      .map(({ port, to }) => [port, graph.nodes.find((node) => node.id === to)?.kind]),
  );
const one = (actions: object[], more: object = {}) =>
  read(answer({ triggers: [{ type: 'metric', id: 'M1' }], entry_action_id: 'a', actions, ...more }));

describe('a flow of Klaviyo', () => {
  const { graph, name, named, leftOut, from: importer } = read(answer());
  test('is recognised, alone too, and keeps its name', () => {
    expect([importer, name]).toEqual(['klaviyo-flow', 'Cart reminder']);
    expect(read(definition).graph.nodes.length).toBe(graph.nodes.length);
  });
  test('begins with the event of its metric, ends by its filter, and may be entered again', () => {
    expect(step(graph, 'event-trigger')).toEqual([
      {
        events: ['checkout-started'],
        reentry: { rule: 'after', days: 14 },
        exits: [{ event: 'order-placed', match: 'customer' }],
      },
    ]);
  });
  test('waits, writes and branches as before', () => {
    expect(step(graph, 'wait')).toEqual([
      { duration: { amount: 4, unit: 'hours' }, at: '09:30', weekdays: [1, 5] },
    ]);
    expect(step(graph, 'send-email')).toEqual([
      {
        content: {
          subject: '{{ customer.firstName | default: "Hello" }}, your cart',
          preheader: 'Still here',
          senderName: 'Tea Shop',
          blocks: [
            { type: 'text', text: 'Hi {{ customer.firstName }},\n\nyour [cart](https://x.example) waits.' },
            { type: 'footer' },
          ],
        },
      },
    ]);
    const [first, second] = step(graph, 'condition');
    expect(first).toEqual({
      paths: [
        {
          id: 'yes',
          name: '',
          when: {
            any: [
              { fact: 'customer.properties.plan', operator: 'is', value: 'gold' },
              { fact: 'customer.segments', operator: 'contains', value: 'ref:segment-1' },
            ],
          },
        },
      ],
    });
    // What cannot be read is left open, and not guessed.
    expect(second).toEqual({ paths: [{ id: 'yes', name: 'Yes' }] });
    const [split] = graph.nodes.filter(({ kind }) => kind === 'condition');
    expect(from(graph, split!.id)).toEqual({ yes: 'update-profile', else: 'condition' });
  });
  test('names its lists, and drops secrets', () => {
    expect(named.map(({ thing, name: called }) => [thing, called])).toEqual([
      ['segment', 'Newsletter'],
      ['list', 'Newsletter'],
      ['secret', 'Authorization'],
    ]);
    expect(JSON.stringify(graph)).not.toContain('Bearer');
    expect(step(graph, 'http-request')).toMatchObject([
      { url: 'https://example.com/hook', body: '{"email":"{{ customer.email }}"}' },
    ]);
  });
  test('lists everything that it lacks', () => {
    expect(leftOut.map((entry) => entry.step)).toEqual([
      'Send e-mail “Reminder”',
      'Send WhatsApp “Last call”',
      'Update profile “tags”',
      'Trigger split',
    ]);
    for (const { why, next } of leftOut)
      expect([why, next]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });
  test('has no problem but what is open', () => {
    const errors = validate(graph, kinds).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ node }) => graph.nodes.find(({ id }) => id === node)?.kind)).toEqual([
      'condition',
      'list-membership',
    ]);
  });
});

test('without names nothing is guessed: the event has to be chosen, and the flow cannot be published', () => {
  const { graph, leftOut } = read(answer(definition, []));
  expect(step(graph, 'event-trigger')).toMatchObject([{ events: [] }]);
  expect(leftOut[0]).toMatchObject({ step: 'Profile filter' });
  expect(leftOut.map((entry) => entry.step)).toContain('Trigger: metric M1');
  const trigger = graph.nodes[0]!.id;
  expect(
    validate(graph, kinds).filter((one) => one.severity === 'error' && one.node === trigger),
  ).not.toEqual([]);
});

test('a filter that cannot be read keeps the flow from being published, and lets nobody else in', () => {
  const { graph } = one([], { profile_filter: group({ type: 'profile-region', in_region: true }) });
  const errors = validate(graph, kinds).filter(
    ({ severity, node }) => severity === 'error' && node === 'step-1',
  );
  expect(errors.some(({ field }) => field?.startsWith('filter'))).toBe(true);
});

test.each<[string, object, object]>([
  [
    'segment',
    { type: 'segment', id: 'S1' },
    { kind: 'segment-trigger', config: { condition: { fact: 'customer.segments' } } },
  ],
  ['list', { type: 'list', id: 'L1' }, { kind: 'segment-trigger' }],
  [
    'date',
    {
      type: 'date',
      date_field_type: 'profile-property',
      date_profile_property: "properties['renews']",
      timedelta_value_before_date: 2,
      timedelta_unit_before_date: 'weeks',
      trigger_time: '08:00:00',
      recurrence_frequency: 'annually',
      timezone: 'profile',
    },
    {
      kind: 'date-trigger',
      config: { property: 'renews', yearly: true, when: 'before', days: 14, at: '08:00' },
    },
  ],
  [
    'price-drop',
    {
      type: 'price-drop',
      price_drop_amount_value: 15,
      price_drop_amount_unit: 'percent',
      audience: ['viewed'],
      timeframe_days: 30,
      trigger_filter: {},
    },
    {
      kind: 'product-trigger',
      config: { news: 'price-dropped', percent: 15, viewed: true, inCart: false, days: 30 },
    },
  ],
  [
    'low-inventory',
    {
      type: 'low-inventory',
      product_level: 'product',
      inventory_count: 7,
      audience: ['added-to-cart'],
      timeframe_days: 14,
      trigger_filter: {},
    },
    {
      kind: 'product-trigger',
      config: { news: 'low-stock', units: 7, viewed: false, inCart: true, days: 14 },
    },
  ],
])('the trigger %s is carried over', (_type, trigger, node) => {
  expect(one([], { triggers: [trigger] }).graph.nodes[0]).toMatchObject(node);
});

test('an A/B test keeps its variants and their shares', () => {
  const variation = (id: string) => ({
    id,
    type: 'send-email',
    data: { message: { name: id, subject_line: id } },
  });
  const { graph } = one([
    {
      id: 'a',
      type: 'ab-test',
      links: { next: 'b' },
      data: {
        main_action: variation('A'),
        current_experiment: {
          name: 'Subjects',
          variations: [variation('A'), variation('B')],
          allocations: { A: 30, B: 70 },
          winner_metric: 'unique-clicks',
          automatic_winner_selection_settings: { enabled: true },
        },
      },
    },
    { id: 'b', type: 'time-delay', links: {}, data: { value: 1, unit: 'days' } },
  ]);
  expect(step(graph, 'ab-test')).toMatchObject([
    {
      paths: [
        { name: 'A', weight: 30 },
        { name: 'B', weight: 70 },
      ],
      goals: ['message-clicked'],
      choose: 'rule',
    },
  ]);
  // Both lead to the one wait.
  const [wait] = graph.nodes.filter(({ kind }) => kind === 'wait');
  expect(graph.edges.filter(({ to }) => to === wait!.id)).toHaveLength(2);
});

test('branches of a multi-branch split and a random sample are branches here', () => {
  const { graph } = one([
    {
      id: 'a',
      type: 'multi-branch-split',
      data: {
        name: 'Plan',
        branches: [
          {
            branch_id: 'x',
            name: 'Gold',
            is_else: false,
            branch_filter: group(property('plan', { type: 'existence', operator: 'is-set' })),
            links: { next: 'b' },
          },
          { branch_id: 'y', name: 'Rest', is_else: true, links: { next: null } },
        ],
      },
    },
    {
      id: 'b',
      type: 'conditional-split',
      links: { next_if_true: null, next_if_false: null },
      data: { profile_filter: group({ type: 'profile-sample', percentage: 25 }) },
    },
  ]);
  expect(step(graph, 'condition')).toMatchObject([
    { paths: [{ name: 'Gold', when: { operator: 'is-set' } }] },
  ]);
  expect(step(graph, 'random-split')).toMatchObject([{ paths: [{ weight: 25 }, { weight: 75 }] }]);
  const errors = validate(graph, kinds).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['exit-missing']);
});

test('a flow that goes round in circles, or names what is missing, still ends', () => {
  const round = one([
    { id: 'a', type: 'send-whatsapp', links: { next: 'b' }, data: {} },
    { id: 'b', type: 'send-whatsapp', links: { next: 'a' }, data: {} },
  ]);
  expect(round.graph.nodes.map(({ kind }) => kind)).toEqual(['event-trigger', 'end']);
  const missing = one([{ id: 'a', type: 'time-delay', links: { next: 'z' }, data: { value: 1 } }]);
  expect(missing.leftOut).toMatchObject([{ step: 'Action z' }]);
});

test.each([
  ["{{ first_name|default:'there' }}", '{{ customer.firstName | default: "there" }}', 0],
  ['{{ person.email }}', '{{ customer.email }}', 0],
  ["{{ person|lookup:'Favorite_Tea' }}", '{{ customer.properties.Favorite_Tea }}', 0],
  ['{{ event.CollectionName|default:"it" }}', '{{ event.properties.CollectionName | default: "it" }}', 0],
  ['{{ organization.name }}', '{{ store.name }}', 0],
  ["{{ person|lookup:'Favorite Tea' }}", "{{ person|lookup:'Favorite Tea' }}", 1],
  ['{% for item in event.Items %}x{% endfor %}', '{% for item in event.Items %}x{% endfor %}', 2],
  ['{{ event.extra.line_items.0.title }}', '{{ event.extra.line_items.0.title }}', 1],
  ['{{ "now"|date }}', '{{ "now"|date }}', 1],
])('reads the placeholders of %s', (given, text, unknown) => {
  const found = readText(given);
  expect([found.text, found.unknown.length]).toEqual([text, unknown]);
});

test('the usual metrics are events that there are', () => {
  for (const metric of [
    'Placed Order',
    'Viewed Product',
    'Started Checkout',
    'Fulfilled Order',
    'Opened Email',
    'Subscribed to Back in Stock',
    'Cancelled Order',
    'Refunded Order',
    'Active on Site',
    'Clicked Email',
  ]) {
    const found = eventOf(metric);
    expect([metric, found?.isKnown, eventType(found?.event ?? '')?.type]).toEqual([
      metric,
      true,
      found?.event,
    ]);
  }
  expect(eventOf('Earned Points!')).toEqual({ event: 'earned-points', isKnown: false });
  expect(eventOf('…')).toBeNull();
});

test('whatever is in the actions, the flow is a graph that can be read', () => {
  const types = definition.actions.map(({ type }) => type);
  const action = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    type: fc.constantFrom(
      ...types,
      'send-sms',
      'send-mobile-push',
      'send-internal-alert',
      'ab-test',
      'multi-branch-split',
      'code',
      'odd',
    ),
    links: fc.oneof(
      fc.constant(null),
      fc.record({
        next: fc.constantFrom('a', 'b', 'c', 'd', 'x'),
        next_if_true: fc.constantFrom('a', 'c', null),
        next_if_false: fc.constantFrom('b', 'd', null),
      }),
    ),
    data: fc.oneof(
      fc.object({ maxDepth: 3 }),
      ...definition.actions.map(({ data }) => fc.constant<object>(data)),
    ),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
      const { graph } = one(actions);
      for (const { from: start, to } of graph.edges)
        for (const id of [start, to]) expect(graph.nodes.some((node) => node.id === id)).toBe(true);
      const ports = graph.edges.map((edge) => `${edge.from} ${edge.port}`);
      expect(new Set(ports).size).toBe(ports.length);
    }),
    { numRuns: 300 },
  );
});

test('HTML becomes its words', () => {
  expect(
    wordsOf('<h1>Hi</h1><ul><li>one</li><li>two &amp; more</li></ul><!-- no --><script>x()</script>'),
  ).toBe('Hi\n\n- one\n- two & more');
});
