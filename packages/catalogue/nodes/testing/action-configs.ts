import fc from 'fast-check';
import { CHANNELS } from '@millrace/channels';
import { PRICE_CHANGES, PROPERTY_TYPES } from '@millrace/connectors/acts';
import { CLASS_IDS } from '@millrace/decisions/ticket-class';
import { begins, conditionsOfPeople, timeConfigs } from './entry-configs.ts';

type Configs = fc.Arbitrary<Readonly<Record<string, unknown>>>;

const word = fc.constantFrom('vip', 'Größe "XL"', 'likes {{ customer.city }}', 'مقهى ☕', '  tea  ');
const ifNotDone = fc.constantFrom('continue', 'way', 'ways', 'end');
const duration = fc.record({
  amount: fc.integer({ min: 1, max: 500 }),
  unit: fc.constantFrom('minutes', 'hours', 'days'),
});
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7]);
const ids = (minLength: number, maxLength: number) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), { minLength, maxLength });
const minor = fc.integer({ min: 1, max: 1_000_000 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Facts of people that any flow may ask for. */
const personEvents = ['product-viewed', 'order-placed', 'customer-subscribed', 'made-a-wish'].filter((type) =>
  begins(type, 'customer'),
);
const reserved = new Set(['nobody', 'failed', 'else']);

const offers = [
  { id: 'none', kind: 'none', value: 0 },
  { id: 'free-shipping', kind: 'free-shipping', value: 0 },
  { id: 'percent-5', kind: 'percentage', value: 5 },
  { id: 'percent-12', kind: 'percentage', value: 12.5 },
  { id: 'amount-7', kind: 'amount', value: 700 },
  { id: 'gift-tote-bag', kind: 'gift', value: 400, words: 'a tote bag' },
  { id: 'plan-pay-in-3', kind: 'payment-plan', value: 3, words: 'pay in 3 parts' },
];

/** Of a step that a person may check first. */
const checked = (own: Readonly<Record<string, fc.Arbitrary<unknown>>>): Configs =>
  fc.record({
    ...own,
    checked: fc.boolean(),
    who: fc.constantFrom('anyone', 'owner', 'approver'),
    within: duration,
    escalate: fc.constantFrom('nobody', 'owner'),
    escalateWithin: duration,
    ifUnable: fc.constantFrom('problem', 'person'),
  });

/** Configs that can be published, by the kind of step; those of triggers stand in their folders. */
export const ACTION_CONFIGS: Readonly<Record<string, Configs>> = {
  wait: fc.record({
    duration,
    at: fc.oneof(fc.constant(''), timeConfigs),
    weekdays,
    spreadMinutes: fc.integer({ min: 0, max: 1_440 }),
  }),
  'wait-until-date': fc.record({
    fact: fc.constantFrom(
      'customer.createdAt',
      'customer.lastOrderAt',
      'customer.properties.birthday',
      'cart.updatedAt',
      'event.at',
    ),
    yearly: fc.boolean(),
    when: fc.constantFrom('before', 'on', 'after'),
    offset: duration,
    at: fc.oneof(fc.constant(''), timeConfigs),
  }),
  'wait-best-hour': fc
    .tuple(
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 12, max: 23 }),
      fc.integer({ min: 1, max: 48 }),
      fc.constantFrom(0, 0.1, 0.5),
    )
    .map(([from, to, hours, exploration]) => ({
      from: String(from),
      to: String(to),
      otherwise: String(to),
      within: { amount: hours, unit: 'hours' as const },
      exploration,
    })),
  'wait-until-true': fc.record({ when: conditionsOfPeople, timeout: duration }),
  'wait-for-event': fc.record({
    events: fc.uniqueArray(fc.constantFrom(...personEvents), { minLength: 1, maxLength: 3 }),
    match: fc.constant('customer'),
    timeout: duration,
  }),
  'wait-for-one-of': fc.record({
    events: fc
      .tuple(
        ids(1, 8).filter((chosen) => !chosen.includes('timeout')),
        fc.array(fc.constantFrom(...personEvents), { minLength: 8, maxLength: 8 }),
      )
      .map(([chosen, events]) =>
        chosen.map((id, index) => ({ id, event: events[index], match: 'customer' })),
      ),
    timeout: duration,
  }),
  'wait-for-all': fc.record({
    events: fc
      .tuple(ids(2, 8), fc.array(fc.constantFrom(...personEvents), { minLength: 8, maxLength: 8 }))
      .map(([chosen, events]) =>
        chosen.map((id, index) => ({ id, event: events[index], match: 'customer' })),
      ),
    timeout: duration,
  }),
  condition: fc
    .tuple(
      ids(1, 5).filter((chosen) => !chosen.some((id) => reserved.has(id))),
      fc.array(conditionsOfPeople, { minLength: 5, maxLength: 5 }),
      fc.array(word, { minLength: 5, maxLength: 5 }),
      fc.boolean(),
    )
    .map(([paths, when, names, isNamed]) => ({
      paths: paths.map((id, index) => ({ id, name: isNamed ? names[index] : '', when: when[index] })),
      otherwise: names[0],
    })),
  'go-to-flow': fc.record({
    flow: fc.record({ id: fc.uuid({ version: 7 }), name: fc.constantFrom('Win-back', 'Größe “XL”') }),
    afterwards: fc.constantFrom('end', 'stay'),
  }),
  'limited-loop': fc.record({ times: fc.integer({ min: 1, max: 50 }), until: maybe(conditionsOfPeople) }),
  'ab-test': fc.record({
    paths: ids(2, 5).map((chosen) => chosen.map((id, index) => ({ id, name: '', weight: index + 1 }))),
    goals: fc.constantFrom(['order-placed'], ['message-clicked', 'made-a-wish']),
    withinDays: fc.constantFrom(1, 5, 60),
    choose: fc.constantFrom('rule', 'person'),
    least: fc.constantFrom(20, 5_000),
  }),
  'random-split': fc
    .tuple(
      ids(2, 6).filter((chosen) => !chosen.includes('else')),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
      fc.constantFrom('customer', 'enrolment'),
    )
    .map(([paths, weights, sticky]) => ({
      paths: paths.map((id, index) => ({ id, name: '', weight: index === 0 ? 1 : weights[index] })),
      sticky,
    })),
  'decide-recovery': fc.record({
    ways: fc.constantFrom('segments', 'one'),
    highValueFrom: maybe(minor),
    likelyFrom: fc.constantFrom(0, 0.15, 0.5, 1),
  }),
  'decide-ticket-class': fc.record({
    classes: fc.subarray([...CLASS_IDS]),
    sureFrom: fc.constantFrom(0, 0.3, 0.7, 1),
  }),
  'decide-channel': fc.record({
    channels: fc.shuffledSubarray(
      CHANNELS.map(({ id }) => id),
      { minLength: 1 },
    ),
    purpose: fc.constantFrom('flow', 'marketing', 'transactional'),
    exploration: fc.constantFrom(0, 0.2, 0.5),
  }),
  'score-fraud': fc.record({
    highFrom: fc.integer({ min: 60, max: 100 }),
    someFrom: fc.integer({ min: 1, max: 59 }),
    largeFrom: minor,
    domains: fc.constantFrom('', 'example.com', 'a.test, B.test'),
    first: fc.integer({ min: 0, max: 100 }),
    otherCountry: fc.integer({ min: 0, max: 100 }),
  }),
  'decide-offer': fc.record({
    options: fc.subarray(offers, { minLength: 1 }),
    marginFloor: maybe(fc.constantFrom(0, 0.3, 0.95)),
    spareFullPriceBuyers: fc.boolean(),
    exploration: fc.constantFrom(0, 0.2, 0.5),
  }),
  ...Object.fromEntries(
    CHANNELS.map(({ id, example }): [string, Configs] => [
      `send-${id}`,
      fc.record({
        content: fc.constant(example),
        purpose: fc.constantFrom('flow', 'marketing', 'transactional'),
        ifNotSent: fc.constantFrom('continue', 'way', 'end'),
      }),
    ]),
  ),
  'discount-code': fc.record({
    from: fc.constant('fixed'),
    kind: fc.constantFrom('percentage', 'amount', 'free-shipping'),
    percent: fc.integer({ min: 1, max: 100 }),
    amount: minor,
    minimum: maybe(minor),
    validHours: fc.integer({ min: 1, max: 8_760 }),
    prefix: fc.stringMatching(/^[A-Z0-9]{0,12}$/),
    ifNotDone,
  }),
  'update-profile': fc.record({
    do: fc.constantFrom('add-tag', 'remove-tag', 'set-property', 'clear-property'),
    tag: word,
    name: fc.constantFrom('favouriteTea', 'Größe', 'a b'),
    type: fc.constantFrom(...PROPERTY_TYPES),
    value: word,
    inStore: fc.boolean(),
    ifNotDone,
  }),
  'store-note': fc.record({
    about: fc.constantFrom('order', 'customer'),
    do: fc.constantFrom('add-tag', 'remove-tag', 'add-note'),
    tag: word,
    note: word,
    ifNotDone,
  }),
  'refund-order': fc.record({
    what: fc.constantFrom('whole', 'lines', 'amount'),
    lines: fc.constantFrom('MUG-1', 'MUG-1, BAG x 2', '{{ event.properties.sku }}'),
    shipping: fc.boolean(),
    amount: minor,
    restock: fc.boolean(),
    notify: fc.boolean(),
    note: word,
  }),
  'reprice-product': fc.record({
    how: fc.constantFrom(...PRICE_CHANGES),
    percent: fc.integer({ min: 1, max: 100 }),
    amount: minor,
    showBefore: fc.boolean(),
    floor: maybe(fc.integer({ min: 0, max: 500 })),
    ceiling: maybe(fc.integer({ min: 501, max: 900_000 })),
    margin: fc.integer({ min: 0, max: 95 }),
    beyond: fc.constantFrom('limit', 'refuse'),
  }),
  'store-report': fc.record({
    period: fc.constantFrom('day', 'week', 'month'),
    text: fc.constantFrom('', 'Good morning.'),
    who: fc.constantFrom('everyone', 'owner', 'marketer'),
    ifNotDone,
  }),
  'order-hold': fc.record({
    do: fc.constantFrom('hold', 'release'),
    reason: fc.constantFrom('fraud', 'address', 'stock', 'payment', 'other'),
    note: word,
  }),
  'return-label': checked({ lines: word, note: word }),
  'order-exchange': checked({ back: word, out: word, note: word }),
  'ticket-answer': checked({ text: word, close: fc.boolean() }),
  'ticket-hand-over': fc.record({
    priority: fc.constantFrom('low', 'normal', 'high', 'urgent'),
    note: word,
  }),
  'review-answer': checked({ text: word }),
  'product-content': checked({
    title: fc.constantFrom('', 'Größe'),
    description: word,
    pageTitle: fc.constantFrom('', 'tea'),
    metaDescription: fc.constantFrom('', 'tea'),
  }),
  'purchase-order': checked({
    supplier: word,
    lines: word,
    terms: fc.constantFrom('', '30 days net'),
    withinDays: maybe(fc.integer({ min: 0, max: 700 })),
  }),
  'campaign-pause': fc.record({ do: fc.constantFrom('pause', 'resume'), campaigns: word, note: word }),
  'ask-the-team': fc
    .tuple(
      ids(1, 5).filter((chosen) => !chosen.some((id) => reserved.has(id))),
      word,
      duration,
      fc.array(fc.record({ label: fc.constantFrom('', 'Order'), value: fc.constantFrom('', '#1') }), {
        maxLength: 4,
      }),
    )
    .map(([answers, question, within, facts]) => ({
      question,
      within,
      facts,
      answers: answers.map((id) => ({ id, label: `Say ${id}` })),
    })),
  approval: fc.record({
    title: word,
    risk: fc.constantFrom('', 'It costs money.'),
    who: fc.constantFrom('anyone', 'owner', 'approver'),
    within: duration,
    escalate: fc.constantFrom('nobody', 'owner', 'approver'),
    escalateWithin: duration,
    assumed: fc.constantFrom('approved', 'sent-back', 'nobody'),
  }),
  task: fc.record({
    title: word,
    details: word,
    who: fc.constantFrom('anyone', 'owner', 'marketer', 'approver'),
    within: duration,
    waits: fc.boolean(),
    escalate: fc.constantFrom('nobody', 'owner', 'marketer'),
    escalateWithin: duration,
    assumed: fc.constantFrom('done', 'cancelled', 'nobody'),
  }),
  'stop-marketing': fc.record({
    from: fc.constantFrom('all', ...CHANNELS.map(({ id }) => id)),
    ifNotDone,
  }),
  'list-membership': fc.record({
    do: fc.constantFrom('put-on', 'take-off'),
    list: fc.constant({ id: '0198f2a0-0000-7000-8000-000000000001', name: 'Händler "A"' }),
    ifNotDone,
  }),
  'change-points': fc.record({
    do: fc.constantFrom('give', 'take'),
    points: fc.integer({ min: 1, max: 1_000_000 }),
    reason: fc.constantFrom('', 'Thank you, {{ customer.firstName }}'),
    ifNotDone,
  }),
  'set-tier': fc.record({
    tier: fc.constantFrom('Gold', 'Früh "VIP"'),
    days: fc.integer({ min: 0, max: 400 }),
    ifNotDone,
  }),
  'mail-team': fc.record({
    who: fc.constantFrom('everyone', 'owner', 'marketer', 'approver', 'person'),
    person: fc.constant('u1'),
    addresses: fc.constantFrom('', 'warehouse@example.com', 'a@b.example; c@d.example'),
    subject: fc.constantFrom('Look', 'Order of {{ customer.firstName }}'),
    text: word,
    facts: fc.array(fc.record({ label: fc.constantFrom('', 'Total'), value: word }), { maxLength: 3 }),
    ifNotDone,
  }),
  'tell-system': fc.record({
    name: word,
    properties: fc.array(fc.record({ label: fc.constantFrom('', 'flow'), value: word }), { maxLength: 3 }),
    value: fc.constantFrom('', '12.5', '{{ cart.total }}'),
    ifNotDone,
  }),
  'http-request': fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    url: fc.constantFrom(
      'https://api.example.com/members/{{ customer.email }}',
      'http://localhost:3000/x?y=1',
    ),
    headers: fc.constantFrom([], [{ name: 'X-Source', value: '{{ customer.city }}' }]),
    body: fc.constantFrom('', '{ "email": "{{ customer.email }}", "orders": {{ customer.ordersCount }} }'),
    honoursKey: fc.boolean(),
    timeoutSeconds: fc.integer({ min: 1, max: 60 }),
    keep: fc.constantFrom([], [{ path: 'a.b', name: 'tier', type: 'number', example: '' }]),
    ifNotDone,
  }),
  end: fc.record({
    label: fc.constantFrom('', 'Had enough'),
    outcome: fc.constantFrom('none', 'reached', 'missed'),
  }),
};
