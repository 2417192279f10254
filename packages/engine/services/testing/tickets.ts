import { MINUTE } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '../flows/index.ts';
import { graphOf, node } from './flows.ts';
import type { Here } from './store-for-each.ts';

const WAYS = ['done', 'refused', 'failed', 'unknown', 'sent-back', 'nobody'];

/** A flow in which tickets about where an order is get a draft that somebody reads; all others go to a person. */
const drawn = {
  ...graphOf(
    [
      node('trigger', 'event-trigger', { events: ['ticket-opened'], key: 'ticket', exits: [] }),
      node('about', 'decide-ticket-class', { classes: ['where-is-order'] }),
      node('answer', 'ticket-answer', { text: 'It is on its way.', ifUnable: 'person' }),
      node('person', 'task', { title: 'Look at the ticket' }),
      node('end', 'end'),
    ],
    { holdout: 0 },
    [
      'trigger:next>about',
      'about:where-is-order>answer',
      'about:else>person',
      'about:unsure>person',
      ...WAYS.map((port) => `answer:${port}>end`),
      'person:next>end',
    ],
  ),
  subject: 'ticket',
};

/** A ticket as a help desk tells it. */
export const ticketOpened = (ticket: string, text: string, more: object, at: number) => ({
  id: `open-${ticket}`,
  type: 'ticket-opened',
  occurredAt: at,
  customer: { email: `${ticket}@example.com`, firstName: 'Maya' },
  properties: { ticketId: ticket, text, ...more },
});

/** A store with a flow about tickets. */
export async function ticketsOf({ store, host }: Pick<Here, 'store' | 'host'>) {
  const { context, db, clock } = store;
  const { id } = await createFlow(context, { name: 'Tickets', graph: drawn });
  await publishFlow(context, { id });
  return {
    flow: id,
    /** Opens a ticket and lets the flow go on. @returns the id of what was decided about it */
    async ask(ticket: string, text: string, more: object = {}): Promise<string> {
      const source = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
      const { refused } = await ingestEvents(context, source, [
        ticketOpened(ticket, text, more, clock.now()),
      ]);
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
      await host.pass(MINUTE);
      const [decision] = await db.inWorkspace(
        context.workspaceId,
        (tx) => tx<{ id: string }[]>`select d.id from decisions d join enrolments e on e.id = d.enrolment_id
          where e.subject = ${`ticket:${ticket}`}`,
      );
      return decision!.id;
    },
  };
}
