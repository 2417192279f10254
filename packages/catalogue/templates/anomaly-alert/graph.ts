import { node, ways } from '../draw.ts';
import { hours } from '../durations.ts';
import type { Template } from '../template.ts';

const WHAT = '{{ event.properties.title | default: "A number" }}';
const SAYS = '{{ event.properties.summary | default: "It is not as usual." }}';
const facts = [
  { label: 'Day', value: '{{ event.properties.day | default: "" }}' },
  {
    label: 'Against usual',
    value: '{% if event.properties.change %}{{ event.properties.change }}%{% endif %}',
  },
  { label: 'Likely causes', value: '{{ event.properties.causes | default: "none found" }}' },
];
const oneOf = (id: string, name: string, ...value: readonly string[]) => ({
  id,
  name,
  when: { fact: 'event.properties.metric', operator: 'is-one-of' as const, value: [...value] },
});
const task = (id: string, name: string, title: string, details: string, within: number, who = 'anyone') =>
  node(id, 'task', name, { title, details: `${SAYS}\n\n${details}`, facts, within: hours(within), who });
const mail = (id: string, name: string, who: string, text: string) =>
  node(id, 'mail-team', name, {
    who,
    subject: `${WHAT}: not as usual`,
    text: `${SAYS}\n\n${text}`,
    facts,
    ifNotDone: 'way',
  });

const MAILS = ['tell-owners', 'tell-all', 'tell-about-flow'] as const;
const taskOf = (mail: string) => `${mail}-failed`;
/** The task for an e-mail that could not be sent, beside its step. */
const notTold = (mail: string) =>
  node(taskOf(mail), 'task', 'Task: nobody was told', {
    title: `Nobody was told: ${WHAT} is not as usual`,
    details: `${SAYS}\n\nThe e-mail could not be sent. Look at Settings, Connections.`,
    facts,
    who: 'owner',
    within: hours(4),
  });

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'store',
  nodes: [
    node('trigger', 'anomaly-trigger', 'A number is worse than usual', { numbers: [], direction: 'worse' }),
    node('which', 'condition', 'Whom does it concern?', {
      paths: [
        oneOf('sales', 'Orders, revenue', 'orders', 'revenue', 'cart-conversion'),
        oneOf('carts', 'Carts that are left', 'abandoned-carts', 'carts-left'),
        oneOf(
          'messages',
          'Messages',
          'sent',
          'delivered',
          'opened',
          'clicked',
          'unsubscribed',
          'spam-complaints',
        ),
        oneOf('product', 'One product', 'product-returns', 'product-sales'),
        oneOf('service', 'Tickets', 'tickets-opened'),
      ],
      otherwise: 'A flow, or anything else',
    }),
    mail(
      'tell-owners',
      'E-mail to the owners',
      'owner',
      'Somebody got a task: to order something, as a customer would.',
    ),
    task(
      'order-something',
      'Task: order something',
      `Order something in your store: ${WHAT} is not as usual`,
      'Go through the whole checkout on your phone, with each way to pay, and cancel the order afterwards. Then look whether an advertisement stopped or a code ended.',
      4,
    ),
    task(
      'try-the-step',
      'Task: try the step',
      `Go through the checkout: ${WHAT} is not as usual`,
      'Fill a cart on your phone and stop where it says. What costs more, asks for more or does not load there than a week ago?',
      8,
    ),
    task(
      'look-at-mail',
      'Task: look at the messages',
      `Look at what was sent: ${WHAT} is not as usual`,
      'Open the message log and sort by flow: is it one flow or all? All: look at the connection and the records of your sending domain. One: look at what was changed in it.',
      8,
      'marketer',
    ),
    task(
      'look-at-product',
      'Task: look at the product',
      `Look at a product: ${WHAT} is not as usual`,
      'Read its last five reviews and tickets, take one from the shelf, and compare it with its page. If a batch is bad, stop selling it first.',
      8,
    ),
    mail(
      'tell-all',
      'E-mail to the whole team',
      'everyone',
      'More people write to you than usual. Read three of the new tickets before you answer any: often they are one.',
    ),
    mail(
      'tell-about-flow',
      'E-mail to the owners: a flow',
      'owner',
      'Look at the flow in Watch: is it paused, does nobody enter, or is a guardrail stopping it?',
    ),
    ...MAILS.map(notTold),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > which',
    'which:sales > tell-owners',
    'which:carts > try-the-step',
    'which:messages > look-at-mail',
    'which:product > look-at-product',
    'which:service > tell-all',
    'which:else > tell-about-flow',
    'tell-owners > order-something',
    'tell-owners:not-done > tell-owners-failed',
    'order-something > end',
    'try-the-step > end',
    'look-at-mail > end',
    'look-at-product > end',
    'tell-all > end',
    'tell-all:not-done > tell-all-failed',
    'tell-about-flow > end',
    'tell-about-flow:not-done > tell-about-flow-failed',
    ...MAILS.map((mail) => `${taskOf(mail)} > end`),
  ),
  settings: { outcome: 'order-placed', failure: 'metric-anomaly', outcomeDays: 7, holdout: 0 },
};
