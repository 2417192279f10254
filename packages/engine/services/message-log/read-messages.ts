import type { messages, Row, Known } from '@millrace/db/schema';
import type { MessageRow } from '@millrace/core/rows';
import { type Context, defineVerb, pageShape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { fail, type Json } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { changeStatus } from '@millrace/run/messages';
import type { SentLink } from '@millrace/content';
import { messageLinks } from '@millrace/run/sending';
import type { KeptVisit } from '@millrace/run/visits';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { record, shown, type FreeColumns } from '../paging/shown.ts';
import {
  listedMessageSchema,
  messageSchema,
  type Discount,
  type MessageSummary,
  type MessageView,
} from './shapes.ts';

interface ShownMessage extends Known<
  Pick<
    Row<typeof messages>,
    | 'id'
    | 'customer_id'
    | 'flow_id'
    | 'enrolment_id'
    | 'enrolled_at'
    | 'node'
    | 'visit'
    | 'channel'
    | 'purpose'
    | 'status'
    | 'address'
    | 'subject'
    | 'body'
    | 'html'
    | 'headers'
    | 'links'
    | 'parts'
    | 'code'
    | 'segments'
    | 'reason'
    | 'sentence'
    | 'planned_at'
    | 'held_until'
    | 'sent_at'
    | 'delivered_at'
    | 'opened_at'
    | 'clicked_at'
    | 'bounced_at'
    | 'unsubscribed_at'
    | 'visits'
  >,
  {
    purpose: MessageSummary['purpose'];
    headers: Record<string, string> | null;
    links: SentLink[] | null;
    parts: Record<string, Json> | null;
    visits: readonly KeptVisit[] | null;
  }
> {
  readonly customer_zone: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly flow_name: string | null;
  readonly discount: Discount | null;
  readonly connection_name: string | null;
}

function summary(row: ShownMessage): MessageSummary {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerName: [row.first_name, row.last_name].filter(Boolean).join(' ') || null,
    customerZone: row.customer_zone,
    flowId: row.flow_id,
    flowName: row.flow_name,
    enrolmentId: row.enrolment_id,
    node: row.node,
    visit: row.visit,
    channel: row.channel,
    purpose: row.purpose,
    status: row.status,
    to: row.address,
    subject: row.subject,
    preview: row.body?.slice(0, 160) ?? null,
    code: row.code,
    discount: row.discount,
    segments: row.segments,
    reason: row.reason,
    sentence: row.sentence,
    connection: row.connection_name,
    plannedAt: row.planned_at,
    heldUntil: row.held_until,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
    openedAt: row.opened_at,
    clickedAt: row.clicked_at,
    bouncedAt: row.bounced_at,
    unsubscribedAt: row.unsubscribed_at,
  };
}

/**
 * Messages, newest first. `after` reverses the order for a client that polls: oldest first, from that cursor
 * on.
 */
export const listMessages = defineVerb({
  name: 'messages-read',
  permission: 'messages:read',
  input: z.strictObject({
    customer: z.uuid().optional(),
    flow: z.uuid().optional(),
    status: z.string().max(20).optional(),
    channel: z.string().max(40).optional(),
    search: z.string().max(120).optional(),
    after: z.string().max(300).optional(),
    ...pageInput,
  }),
  output: pageShape(listedMessageSchema),
  run: async (tx, input, context) => {
    const following = input.after !== undefined;
    // An empty `after` begins at the first message.
    const place = decodeCursor(following ? input.after || undefined : input.cursor);
    const order = following
      ? tx`coalesce(m.sent_at, m.planned_at) asc, m.id asc`
      : tx`m.planned_at desc, m.id desc`;
    const beyond = !place
      ? tx`true`
      : following
        ? tx`(coalesce(m.sent_at, m.planned_at), m.id) > (${place[0]}::timestamptz, ${place[1]}::uuid)`
        : tx`(m.planned_at, m.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`;
    const search = input.search?.trim();
    const rows = await tx<ShownMessage[]>`
      select m.*, ${offer(tx)}, f.name as flow_name, c.first_name, c.last_name, c.zone as customer_zone,
        n.name as connection_name from messages m left join flows f on f.id = m.flow_id
        left join customers c on c.id = m.customer_id left join connections n on n.id = m.connection_id
      where ${beyond} and ${input.customer ? tx`m.customer_id = ${input.customer}` : tx`true`}
        and ${input.flow ? tx`m.flow_id = ${input.flow}` : tx`true`}
        and ${input.status ? tx`m.status = ${input.status}` : tx`true`}
        and ${input.channel ? tx`m.channel = ${input.channel}` : tx`true`}
        and ${search ? tx`(m.address ilike ${containing(search)} or m.subject ilike ${containing(search)})` : tx`true`}
      order by ${order} limit ${input.limit + 1}`;
    const page = pageOf(
      rows,
      input.limit,
      (row) => [following ? (row.sent_at ?? row.planned_at) : row.planned_at, row.id],
      (row) => (following ? full(row, context) : summary(row)),
      FREE,
    );
    // A client that polls needs a cursor on the last page too.
    const last = rows.slice(0, input.limit).at(-1);
    return following ? { items: page.items, next: last ? encode(last) : input.after || null } : page;
  },
});

const FREE: FreeColumns<ShownMessage> = {
  headers: [record.nullable(), null],
  links: [z.array(record).nullable(), null],
  parts: [record.nullable(), null],
  discount: [record.nullable(), null],
};

const offer = (tx: Tx) =>
  tx`(select jsonb_build_object('kind', d.kind, 'value', d.value, 'code', d.code) from discount_codes d
    where d.code = m.code) as discount`;
const encode = (row: ShownMessage) =>
  Buffer.from(JSON.stringify([row.sent_at ?? row.planned_at, row.id])).toString('base64url');

function full(row: ShownMessage, context: Context): MessageView {
  const links = messageLinks(context, {
    workspaceId: context.workspaceId,
    messageId: row.id,
    enrolledAt: row.enrolled_at,
  });
  const sent = row.sent_at !== null;
  return {
    ...summary(row),
    visits: (row.visits ?? []).toReversed().map(({ at, kind, link, by, why }) => ({
      at,
      kind,
      link: link === null ? null : (row.links?.find((one) => one.index === link)?.label ?? null),
      by: by ?? null,
      why: why ?? null,
    })),
    html: row.html,
    text: row.body,
    headers: row.headers ?? {},
    parts: row.parts,
    links: {
      click: sent
        ? (row.links ?? []).map((link) => ({
            url: links.click(link.index),
            target: link.answer ? links.answer(link.index) : link.url,
            label: link.label,
          }))
        : [],
      open: sent && channelById(row.channel)?.tracksOpens ? links.open : null,
      unsubscribe: sent ? links.unsubscribe : null,
    },
  };
}

export const getMessage = defineVerb({
  name: 'message-read',
  permission: 'messages:read',
  input: z.strictObject({ id: z.uuid() }),
  output: messageSchema,
  run: async (tx, { id }, context) => {
    const [row] = await tx<
      ShownMessage[]
    >`select m.*, ${offer(tx)}, f.name as flow_name, c.first_name, c.last_name, c.zone as customer_zone,
      n.name as connection_name from messages m left join flows f on f.id = m.flow_id
      left join customers c on c.id = m.customer_id
      left join connections n on n.id = m.connection_id where m.id = ${id}`;
    if (!row) fail('not-found', { what: 'message' });
    return shown(row, (message) => full(message, context), FREE);
  },
});

/** Settles an unknown message: a person says whether it arrived. */
export const resolveUnknown = defineVerb({
  name: 'unknown-message-resolved',
  permission: 'flows:publish',
  input: z.strictObject({ id: z.uuid(), arrived: z.boolean() }),
  output: z.strictObject({ id: z.uuid(), arrived: z.boolean() }),
  run: async (tx, { id, arrived }, context) => {
    const [message] = await tx<MessageRow[]>`select * from messages where id = ${id} and status = 'unknown'`;
    const said = arrived
      ? ({
          to: 'sent',
          reason: null,
          sentence: 'Arrived, as a person confirmed',
          sentAt: message?.sending_at ?? null,
        } as const)
      : ({
          to: 'failed',
          reason: 'did-not-arrive',
          sentence: 'Did not arrive, as a person confirmed',
        } as const);
    if (!message || !(await changeStatus(tx, context.workspaceId, message, said, context.now())))
      fail('not-found', { what: 'message in doubt' });
    return { id, arrived };
  },
  audit: ({ id, arrived }) => ({
    subject: { type: 'message', id },
    summary: arrived ? 'Confirmed that a message arrived' : 'Found that a message did not arrive',
  }),
});
