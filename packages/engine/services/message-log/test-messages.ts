import { type Context, composeVerb, pageShape } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant, type Json } from '@millrace/base';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, encodeCursor } from '../paging/cursor.ts';
import type { ContentPreview } from '../previews/preview-shape.ts';
import { getMessage, listMessages } from './read-messages.ts';
import {
  loggedMessageSchema,
  wholeLoggedMessageSchema,
  type LoggedMessage,
  type WholeLoggedMessage,
} from './shapes.ts';

/** For how long tests are kept, in milliseconds. */
const KEPT = 30 * DAY;

export interface TestMessage {
  readonly channel: string;
  readonly to: string;
  readonly flowId: string | null;
  readonly connectionId: string | null;
  /**
   * `caught`: no provider is connected; `sent`; `failed`: the provider refused it; `unknown`: the provider
   * did not respond.
   */
  readonly status: 'caught' | 'sent' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly look: Pick<ContentPreview, 'subject' | 'html' | 'text' | 'segments' | 'parts'>;
  /** `confirmation`: somebody confirms by it what they filled in. */
  readonly purpose?: 'test' | 'confirmation';
}

/** Stores a test as it looked, for the message log. @returns its id */
export async function storeTest(tx: Tx, context: Context, test: TestMessage): Promise<string> {
  const id = newId();
  const now = context.now();
  await tx`delete from test_messages where at < ${now - KEPT}`;
  await tx`insert into test_messages (id, workspace_id, at, by_name, channel, address, flow_id, status,
    sentence, subject, html, body, segments, parts,
    connection_id, purpose)
    values (${id}, ${context.workspaceId}, ${now}, ${context.actor.name}, ${test.channel}, ${test.to},
      ${test.flowId}, ${test.status}, ${test.sentence}, ${test.look.subject}, ${test.look.html},
      ${test.look.text}, ${test.look.segments},
      ${test.look.parts === null ? null : tx.json(test.look.parts as never)}::jsonb, ${test.connectionId}, ${test.purpose ?? 'test'})`;
  return id;
}

interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly by_name: string | null;
  readonly channel: string;
  readonly address: string;
  readonly flow_id: string | null;
  readonly flow_name: string | null;
  readonly status: string;
  readonly sentence: string;
  readonly subject: string | null;
  readonly html: string | null;
  readonly body: string | null;
  readonly segments: number | null;
  readonly parts: Record<string, Json> | null;
  readonly connection_name: string | null;
  readonly purpose: string;
}

/** A test as a row of the message log, without a customer or flow; its purpose marks it as a test. */
function summary(row: Row): LoggedMessage {
  const gone = {
    deliveredAt: null,
    openedAt: null,
    clickedAt: null,
    bouncedAt: null,
    unsubscribedAt: null,
    heldUntil: null,
  };
  return {
    id: row.id,
    customerId: '',
    customerZone: null,
    customerName: row.purpose === 'test' ? (row.by_name ? `Test by ${row.by_name}` : 'Test') : 'Visitor',
    flowId: row.flow_id ?? '',
    flowName: row.flow_name,
    enrolmentId: '',
    node: '',
    visit: 0,
    channel: row.channel,
    purpose: row.purpose,
    status: row.purpose,
    to: row.address,
    subject: row.subject,
    preview: row.body?.slice(0, 160) ?? null,
    code: null,
    discount: null,
    segments: row.segments,
    reason: null,
    sentence: row.sentence,
    connection: row.connection_name,
    plannedAt: row.at,
    sentAt: row.status === 'sent' ? row.at : null,
    ...gone,
  };
}

const whole = (row: Row): WholeLoggedMessage => ({
  ...summary(row),
  visits: [],
  html: row.html,
  text: row.body,
  headers: {},
  parts: row.parts,
  links: { click: [], open: null, unsubscribe: null },
});

const columns = (tx: Tx) =>
  tx`t.*, f.name as flow_name, n.name as connection_name from test_messages t
    left join flows f on f.id = t.flow_id left join connections n on n.id = t.connection_id`;

const input = z.strictObject({
  flow: z.uuid().optional(),
  status: z.string().max(20).optional(),
  channel: z.string().max(40).optional(),
  search: z.string().max(120).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

async function readTests(
  tx: Tx,
  { flow, status, channel, search, cursor, limit }: z.output<typeof input>,
): Promise<readonly LoggedMessage[]> {
  const after = decodeCursor(cursor);
  const wanted = search?.trim();
  const rows = await tx<Row[]>`
    select ${columns(tx)}
    where ${after ? tx`(t.at, t.id) < (${after[0] as number}::timestamptz, ${after[1] as string}::uuid)` : tx`true`} and ${flow ? tx`t.flow_id = ${flow}` : tx`true`}
      and ${status ? tx`t.purpose = ${status}` : tx`true`}
      and ${channel ? tx`t.channel = ${channel}` : tx`true`} and ${wanted ? tx`(t.address ilike ${containing(wanted)} or t.subject ilike ${containing(wanted)})` : tx`true`}
    order by t.at desc, t.id desc limit ${limit + 1}`;
  return rows.map(summary);
}

/** All messages and tests, newest first, for the message log. The API lists messages of flows only. */
export const listMessageLog = composeVerb(
  { name: 'message-log-read', permission: 'messages:read', input, output: pageShape(loggedMessageSchema) },
  async (context, asked) => {
    const { limit, status } = asked;
    const onlyTests = status === 'test' || status === 'confirmation';
    const messages = onlyTests ? { items: [], next: null } : await listMessages(context, asked);
    const tests =
      status === undefined || onlyTests
        ? await context.db.inWorkspace(context.workspaceId, (tx) => readTests(tx, asked))
        : [];
    const merged = [...messages.items, ...tests].sort(
      (left, right) => right.plannedAt - left.plannedAt || (left.id < right.id ? 1 : -1),
    );
    const items = merged.slice(0, limit);
    const last = items.at(-1);
    const more = merged.length > limit || messages.next !== null;
    return { items, next: more && last ? encodeCursor([last.plannedAt, last.id]) : null };
  },
);

/** One message or test, as it looked. @throws MillraceError not-found */
export const getLoggedMessage = composeVerb(
  {
    name: 'logged-message-read',
    permission: 'messages:read',
    input: z.strictObject({ id: z.uuid() }),
    output: wholeLoggedMessageSchema,
  },
  async (context, { id }) => {
    const test = await context.db.inWorkspace(context.workspaceId, async (tx) => {
      const [row] = await tx<Row[]>`select ${columns(tx)} where t.id = ${id}`;
      return row && whole(row);
    });
    return test ?? getMessage(context, { id });
  },
);
