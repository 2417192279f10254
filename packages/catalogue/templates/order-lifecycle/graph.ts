import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { answersTo } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const ORDER = '{{ order.number | default: "without a number" }}';
const RISK = 'fraud score {{ decision.fraudScore }} of 100: {{ decision.fraudReasons }}';
const WHOSE = '{{ customer.firstName | default: "a customer" }}';
const facts = [
  { label: 'Order', value: '{{ order.number | default: "" }}' },
  { label: 'Total', value: '{{ order.total | money }}' },
  { label: 'Placed', value: '{{ order.placedAt | date: "long" }}' },
  { label: 'Delivery', value: '{{ order.fulfilment | default: "not shipped" }}' },
  { label: 'Their orders', value: '{{ customer.ordersCount }}' },
];
const said = answersTo('did-it-arrive');
const ofOrder = (id: string, event: string, where?: object) => ({
  id,
  event,
  match: 'order',
  ...(where ? { where } : {}),
});

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'An order was placed', {
      events: ['order-placed'],
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'order-cancelled', match: 'order' },
        { event: 'order-refunded', match: 'order' },
      ],
    }),
    node('risk', 'score-fraud', 'How risky is it?', {}),
    node('look-at-it', 'task', 'Task: look at it before it is packed', {
      title: `Look at order ${ORDER} from ${WHOSE} before it is packed`,
      details: `Some signs speak against it (${RISK}). Usually it is a good order: if the addresses fit and the e-mail address looks real, there is nothing to do.`,
      facts,
      within: hours(8),
    }),
    node('hold', 'order-hold', 'Hold it', {
      do: 'hold',
      reason: 'fraud',
      note: `${RISK}. Somebody decides in Millrace.`,
      ifUnable: 'person',
      personWithin: hours(4),
    }),
    node('release-it', 'approval', 'Release it?', {
      title: `Release order ${ORDER} from ${WHOSE}?`,
      details:
        '{{ decision.fraudReasons }}. Compare the addresses of delivery and card, look at the e-mail address, and call if you doubt it. If it could not be held, look whether it is packed already.',
      facts,
      risk: 'A false order costs the goods and the fee of the chargeback. A held good one costs a customer.',
      who: 'approver',
      within: hours(12),
      escalate: 'owner',
      escalateWithin: hours(12),
    }),
    node('release', 'order-hold', 'Release it', {
      do: 'release',
      ifUnable: 'person',
      personWithin: hours(8),
    }),
    node('release-by-hand', 'task', 'Task: release it by hand', {
      title: `Release order ${ORDER} in the store`,
      details: 'It was approved, and could not be released, or it is unclear whether it was. Look first.',
      facts,
      within: hours(4),
    }),
    node('cancel-it', 'task', 'Task: cancel it', {
      title: `Decide about order ${ORDER}, and cancel it if it is false`,
      details:
        'It was not released, or nobody decided in 24 hours. Cancel it in the store and give the money back, or release it there. The customer has heard nothing yet.',
      facts,
      who: 'owner',
      within: hours(4),
    }),
    node('confirmation', 'send-email', 'E-mail: we have your order', { content: email.confirmation }),
    node('ships', 'wait-for-one-of', 'Does it ship in 5 days?', {
      events: [ofOrder('whole', 'order-fulfilled'), ofOrder('part', 'order-partially-fulfilled')],
      timeout: days(5),
    }),
    node('a-part', 'send-email', 'E-mail: a part comes first', { content: email.aPart }),
    node('on-its-way', 'send-email', 'E-mail: on its way', { content: email.onItsWay }),
    node('arrives', 'wait-for-one-of', 'Does it arrive in 10 days?', {
      events: [
        ofOrder('delivered', 'order-delivered'),
        ofOrder('address', 'shipment-exception', {
          fact: 'event.properties.reason',
          operator: 'contains',
          value: 'address',
        }),
        ofOrder('problem', 'shipment-exception'),
      ],
      timeout: days(10),
    }),
    node('your-address', 'send-email', 'E-mail: is this your address?', { content: email.yourAddress }),
    node('correct-it', 'task', 'Task: correct the address', {
      title: `Correct the address of order ${ORDER} at the carrier`,
      details: `The carrier cannot deliver to it. ${WHOSE} was asked by e-mail; their answer comes to your support address. Call if none comes today.`,
      facts,
      within: hours(24),
    }),
    node('worth', 'condition', 'What is it worth?', {
      paths: [
        {
          id: 'much',
          name: '150 or more',
          when: { fact: 'order.total', operator: 'at-least', value: 15_000 },
        },
      ],
      otherwise: 'Less',
    }),
    node('look-first', 'task', 'Task: look after it first', {
      title: `First: find out what is wrong with order ${ORDER}`,
      details: `It was not shipped in five days, the carrier has a problem, or it has not arrived in ten days; its page says which. Write to ${WHOSE} before you have the answer.`,
      facts,
      within: hours(4),
    }),
    node('look-today', 'task', 'Task: look after it today', {
      title: `Find out what is wrong with order ${ORDER}`,
      details: `It was not shipped in five days, the carrier has a problem, or it has not arrived in ten days; its page says which. Tell ${WHOSE} what you found.`,
      facts,
      within: hours(24),
    }),
    node('two-days', 'wait', 'Wait 2 days', daysUntil(2, '18:00')),
    node('did-it-arrive', 'send-email', 'E-mail: did it arrive well?', { content: email.didItArrive }),
    node('answer', 'wait-for-one-of', 'What do they answer?', {
      events: [said('well', email.ALL_WELL), said('missing', email.NOT_HERE), said('wrong', email.NOT_RIGHT)],
      timeout: days(3),
    }),
    node('put-right', 'task', 'Task: put it right', {
      title: `Put order ${ORDER} right`,
      details: `${WHOSE} says that it is not there, or not right; their page says which. Write to them today.`,
      facts,
      within: hours(8),
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > risk',
    'risk:high > hold',
    'risk:some > look-at-it',
    'risk:low > confirmation',
    'look-at-it > confirmation',
    'hold:done > release-it',
    'hold:refused > release-it',
    'hold:failed > release-it',
    'hold:unknown > release-it',
    'release-it:approved > release',
    'release-it:sent-back > cancel-it',
    'release-it:nobody > cancel-it',
    'release-it:failed > cancel-it',
    'release:done > confirmation',
    'release:refused > release-by-hand',
    'release:failed > release-by-hand',
    'release:unknown > release-by-hand',
    'release-by-hand > confirmation',
    'cancel-it > end',
    'confirmation > ships',
    'ships:whole > on-its-way',
    'ships:part > a-part',
    'ships:timeout > worth',
    'a-part > arrives',
    'on-its-way > arrives',
    'arrives:delivered > two-days',
    'arrives:address > your-address',
    'arrives:problem > worth',
    'arrives:timeout > worth',
    'your-address > correct-it',
    'correct-it > end',
    'worth:much > look-first',
    'worth:else > look-today',
    'look-first > end',
    'look-today > end',
    'two-days > did-it-arrive',
    'did-it-arrive > answer',
    'answer:well > end',
    'answer:missing > put-right',
    'answer:wrong > put-right',
    'answer:timeout > end',
    'put-right > end',
  ),
  settings: {
    outcome: 'order-delivered',
    failure: 'ticket-opened',
    outcomeDays: 20,
    holdout: 0,
    purpose: 'transactional',
  },
};
