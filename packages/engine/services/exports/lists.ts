import { currencyDecimals, type Instant, type MinorUnits } from '@millrace/base';
import type { Context, Verb } from '@millrace/core/verb';
import { CHANNELS } from '@millrace/channels';
import { z } from 'zod';
import { listAnomalies } from '../anomalies/index.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { listEnrolments } from '../enrolments/read-enrolments.ts';
import { listFlows } from '../flows/list-flows.ts';
import { listRefusedRows } from '../imports/read-imports.ts';
import { readGlobalHoldout } from '../measure/global-holdout.ts';
import { flowAnalytics } from '../measure/flow-analytics.ts';
import { flowFigures } from '../measure/flow-figures.ts';
import { listMessageLog } from '../message-log/test-messages.ts';
import { listPrivacyRequests } from '../privacy/requests.ts';
import { readCohorts, readReport } from '../reports/index.ts';
import { listSegmentMembers } from '../segments/index.ts';
import { listAudit } from '../settings/audit.ts';
import { listWork } from '../work/index.ts';
import type { Cell } from './csv-text.ts';

/** What the store writes amounts and columns by. */
export interface Written {
  readonly currency: string;
}

interface Column<Row> {
  readonly header: string;
  cell(row: Row, written: Written): Cell;
}

/** A list that can be exported, with the filters that its screen has. */
export interface ExportedList {
  readonly title: string;
  readonly filters: z.ZodType;
  /** One page, as cells. */
  page(
    context: Context,
    filters: unknown,
    cursor: string | undefined,
    written: Written,
  ): Promise<ExportedPage>;
}

export interface ExportedPage {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly next: string | null;
}

/** Rows of one page, the most that a list gives. */
const PAGE = 200;

const at = (instant: Instant | null | undefined): Cell =>
  typeof instant === 'number' ? new Date(instant).toISOString() : null;
/** An amount in the unit of the currency, `12.50`. */
const money = (amount: MinorUnits, { currency }: Written): Cell => amount / 10 ** currencyDecimals(currency);
const json = (value: unknown): Cell =>
  value === null || value === undefined
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : (value as Cell);

function list<Row, Filters extends z.ZodObject>(
  title: string,
  verb: Verb<z.ZodType, z.ZodType<{ items: readonly Row[]; next: string | null }>>,
  filters: Filters,
  columns: readonly Column<Row>[],
): ExportedList {
  const headers = columns.map(({ header }) => header);
  return {
    title,
    filters,
    page: async (context, given, cursor, written) => {
      const { items, next } = (await verb(context, {
        ...(given as object),
        ...(cursor ? { cursor } : {}),
        limit: PAGE,
      })) as {
        readonly items: readonly Row[];
        readonly next: string | null;
      };
      return { headers, rows: items.map((row) => columns.map(({ cell }) => cell(row, written))), next };
    },
  };
}

type RowOf<Of> = Of extends (...given: never[]) => Promise<{ readonly items: readonly (infer Row)[] }>
  ? Row
  : never;
const column = <Row>(header: string, cell: Column<Row>['cell']): Column<Row> => ({ header, cell });
const any = (verb: unknown) => verb as never;
const text = z.string().max(254).optional();

type Customer = RowOf<typeof listCustomers>;
type Message = RowOf<typeof listMessageLog>;
type Enrolment = RowOf<typeof listEnrolments>;
type Flow = RowOf<typeof listFlows>;
type Change = RowOf<typeof listAudit>;
type Request = RowOf<typeof listPrivacyRequests>;
type Member = RowOf<typeof listSegmentMembers>;
type Work = RowOf<typeof listWork>;
type Anomaly = RowOf<typeof listAnomalies>;

/** A number of an anomaly: a count, a share from 0 to 1, or an amount. */
const figure = ({ shows }: Anomaly, value: number, written: Written): Cell =>
  shows === 'amount' ? money(value, written) : value;

/** The figures of results that are amounts. */
const MONEY: ReadonlySet<string> = new Set(['revenue', 'margin', 'discount', 'revenuePerMessage']);

/** The lists, by the name in the address of the download. */
export const LISTS: Readonly<Record<string, ExportedList>> = {
  customers: list<Customer, z.ZodObject>(
    'Customers',
    any(listCustomers),
    z.strictObject({ search: z.string().max(120).optional(), email: text, phone: text, externalId: text }),
    [
      column('Customer id', (row) => row.id),
      column('E-mail', (row) => row.email),
      column('Phone', (row) => row.phone),
      column('First name', (row) => row.firstName),
      column('Last name', (row) => row.lastName),
      column('Country', (row) => row.country),
      column('City', (row) => row.city),
      column('Time zone', (row) => row.zone),
      column('Language', (row) => row.language),
      column('Tags', (row) => row.tags.join(', ')),
      ...CHANNELS.flatMap(({ id, title }) => [
        column<Customer>(`Consent for ${title}`, (row) => row.consent[id]?.state),
        column<Customer>(`Consent for ${title}: date`, (row) => at(row.consent[id]?.at)),
        column<Customer>(`Consent for ${title}: source`, (row) => row.consent[id]?.source),
      ]),
      column('Orders', (row) => row.ordersCount),
      column('Spent', (row, written) => money(row.totalSpent, written)),
      column('Loyalty points', (row) => row.points),
      column('Loyalty tier', (row) => row.tier),
      column('Currency', (_row, { currency }) => currency),
      column('First order', (row) => at(row.firstOrderAt)),
      column('Last order', (row) => at(row.lastOrderAt)),
      column('Last seen', (row) => at(row.lastSeenAt)),
      column('Customer since', (row) => at(row.createdAt)),
      column('Properties', (row) => (Object.keys(row.properties).length === 0 ? null : json(row.properties))),
    ],
  ),
  messages: list<Message, z.ZodObject>(
    'Messages',
    any(listMessageLog),
    z.strictObject({
      status: text,
      channel: text,
      flow: z.uuid().optional(),
      customer: z.uuid().optional(),
      search: z.string().max(120).optional(),
    }),
    [
      column('Message id', (row) => row.id),
      column('Flow', (row) => row.flowName),
      column('Step', (row) => row.node),
      column('Customer', (row) => row.customerName),
      column('Channel', (row) => row.channel),
      column('To', (row) => row.to),
      column('Subject', (row) => row.subject),
      column('Status', (row) => row.status),
      column('Reason', (row) => row.sentence),
      column('Planned', (row) => at(row.plannedAt)),
      column('Sent', (row) => at(row.sentAt)),
      column('Delivered', (row) => at(row.deliveredAt)),
      column('Opened', (row) => at(row.openedAt)),
      column('Clicked', (row) => at(row.clickedAt)),
      column('Bounced', (row) => at(row.bouncedAt)),
      column('Unsubscribed', (row) => at(row.unsubscribedAt)),
    ],
  ),
  entries: list<Enrolment, z.ZodObject>(
    'Entries of flows',
    any(listEnrolments),
    z.strictObject({
      flow: z.uuid().optional(),
      customer: z.uuid().optional(),
      state: z.string().max(20).optional(),
      node: z.string().max(64).optional(),
    }),
    [
      column('Entry id', (row) => row.id),
      column('Flow', (row) => row.flowName),
      column('Version', (row) => row.version),
      column('Customer', (row) => row.customerName),
      column('E-mail', (row) => row.customerEmail),
      column('About', (row) => row.about),
      column('State', (row) => row.state),
      column('Holdout', (row) => row.heldOut),
      column('Step', (row) => row.node),
      column('Entered', (row) => at(row.enteredAt)),
      column('Continues', (row) => at(row.wakeAt)),
      column('Ended', (row) => at(row.endedAt)),
      column('Ended because', (row) => row.endReason),
    ],
  ),
  flows: list<Flow, z.ZodObject>(
    'Flows',
    any(listFlows),
    z.strictObject({ state: z.string().max(20).optional(), search: z.string().max(120).optional() }),
    [
      column('Flow id', (row) => row.id),
      column('Flow', (row) => row.name),
      column('State', (row) => row.state),
      column('Version', (row) => row.liveVersion),
      column('Owner', (row) => row.owner),
      column('Entered', (row) => row.entered),
      column('Inside', (row) => row.inside),
      column('Sent', (row) => row.sent),
      column('Held', (row) => row.held),
      column('Attributed orders', (row) => row.orders),
      column('Attributed revenue', (row, written) => money(row.revenue, written)),
      column('Currency', (_row, { currency }) => currency),
      column('Problems', (row) => row.problems),
      column('Changed', (row) => at(row.updatedAt)),
    ],
  ),
  audit: list<Change, z.ZodObject>(
    'Audit log',
    any(listAudit),
    z.strictObject({ action: z.string().max(80).optional() }),
    [
      column('When', (row) => at(row.at)),
      column('Who', (row) => row.actorName),
      column('Kind', (row) => row.actorType),
      column('Action', (row) => row.action),
      column('What', (row) => row.summary),
      column('Changes', (row) => (Object.keys(row.changes).length === 0 ? null : json(row.changes))),
    ],
  ),
  'privacy-requests': list<Request, z.ZodObject>(
    'Privacy requests',
    any(listPrivacyRequests),
    z.strictObject({}),
    [
      column('Request id', (row) => row.id),
      column('Kind', (row) => row.kind),
      column('Customer', (row) => row.customerName),
      column('Reference', (row) => row.reference),
      column('Asked', (row) => at(row.askedAt)),
      column('Due', (row) => at(row.dueAt)),
      column('Done', (row) => at(row.doneAt)),
      column('Done by', (row) => row.doneBy),
      column('Outcome', (row) => row.outcome),
    ],
  ),
  'segment-people': list<Member, z.ZodObject>(
    'People of a segment',
    any(listSegmentMembers),
    z.strictObject({ id: z.uuid() }),
    [
      column('Customer id', (row) => row.id),
      column('E-mail', (row) => row.email),
      column('Phone', (row) => row.phone),
      column('First name', (row) => row.firstName),
      column('Last name', (row) => row.lastName),
      column('Joined', (row) => at(row.since)),
    ],
  ),
  work: list<Work, z.ZodObject>(
    'Work',
    // In the address of the download everything is text.
    any((context: Context, { overdue, ...input }: Record<string, unknown>) =>
      listWork(context, { ...input, overdue: overdue === 'true' } as never),
    ),
    z.strictObject({
      whose: z.enum(['mine', 'all']).optional(),
      state: z.enum(['open', 'closed']).optional(),
      kind: z.string().max(60).optional(),
      flow: z.uuid().optional(),
      overdue: z.enum(['true', 'false']).optional(),
      search: z.string().max(120).optional(),
    }),
    [
      column('Work id', (row) => row.id),
      column('Kind', (row) => row.kindTitle),
      column('Title', (row) => row.title),
      column('Details', (row) => row.details),
      column('Why', (row) => row.reason),
      column('Flow', (row) => row.flowName),
      column('Customer', (row) => row.customerName),
      column('For', (row) => row.who),
      column('Deadline', (row) => at(row.deadline)),
      column('State', (row) => row.stateWords),
      column('Comment', (row) => row.comment),
      column('Answered by', (row) => row.answeredBy),
      column('Opened', (row) => at(row.openedAt)),
      column('Closed', (row) => at(row.closedAt)),
    ],
  ),
  anomalies: list<Anomaly, z.ZodObject>(
    'Anomalies',
    any(listAnomalies),
    z.strictObject({ state: z.enum(['open', 'seen']).optional() }),
    [
      column('Anomaly id', (row) => row.id),
      column('Number', (row) => row.title),
      column('What is unusual', (row) => row.summary),
      column('Day', (row) => row.day),
      column('Until', (row) => row.lastDay),
      column('Is worse', (row) => row.isWorse),
      column('Value', (row, written) => figure(row, row.value, written)),
      column('Expected', (row, written) => figure(row, row.expected, written)),
      column('Usual from', (row, written) => figure(row, row.lower, written)),
      column('Usual to', (row, written) => figure(row, row.upper, written)),
      column('Likely cause', (row) => row.cause),
      column('Found', (row) => at(row.foundAt)),
      column('Seen', (row) => at(row.seenAt)),
      column('Seen by', (row) => row.seenBy),
    ],
  ),
  results: {
    title: 'Results',
    filters: z.strictObject({ flow: z.uuid(), version: z.uuid().optional() }),
    page: async (context, filters, _cursor, written) => {
      const { flow, version } = filters as { flow: string; version?: string };
      const asked = { id: flow, ...(version ? { version } : {}) };
      const { totals, nodes } = await flowAnalytics(context, asked);
      const { figures } = await flowFigures(context, asked);
      const isMoney = (name: string) => MONEY.has(name);
      const cell = (name: string, value: number | null): Cell =>
        value === null ? null : isMoney(name) ? money(value, written) : value;
      return {
        headers: ['Step', 'Figure', 'Number', 'Holdout'],
        rows: [
          ...Object.entries(totals).map(([name, value]) => ['Whole flow', name, cell(name, value), null]),
          ...figures.map(({ id, shows, treated, heldOut }) => {
            const of = (value: number | null): Cell =>
              value !== null && shows === 'amount' ? money(Math.round(value), written) : value;
            return ['For the store', id, of(treated), of(heldOut)];
          }),
          ...Object.entries(nodes).flatMap(([node, counts]) =>
            Object.entries(counts).map(([name, value]) => [node, name, cell(name, value), null]),
          ),
        ],
        next: null,
      };
    },
  },
  report: {
    title: 'Report',
    filters: readReport.definition.input,
    page: async (context, filters, _cursor, written) => {
      const { figures, days, flows } = await readReport(context, filters as never);
      return {
        headers: ['Part', 'Name', 'Figure', 'Number', 'Before'],
        rows: [
          ...figures.map((one) => [
            'Figures',
            null,
            one.id,
            one.shows === 'amount' ? money(one.value, written) : one.value,
            one.shows === 'amount' ? money(one.before, written) : one.before,
          ]),
          ...days.flatMap(({ day, orders, revenue }) => [
            ['Days', day, 'orders', orders, null],
            ['Days', day, 'revenue', money(revenue, written), null],
          ]),
          ...flows.flatMap(({ name, orders, revenue }) => [
            ['Flows', name, 'orders', orders, null],
            ['Flows', name, 'revenue', money(revenue, written), null],
          ]),
        ],
        next: null,
      };
    },
  },
  cohorts: {
    title: 'Customers by month and channel',
    filters: readCohorts.definition.input,
    page: async (context, _filters, _cursor, written) => {
      const { cohorts, channels } = await readCohorts(context, {});
      const amount = (value: number | null): Cell =>
        value === null ? null : money(Math.round(value), written);
      const cells = ({
        customers,
        again,
        first,
        days30,
        days90,
        days365,
      }: (typeof channels)[number] | (typeof cohorts)[number]): Cell[] => [
        customers,
        again,
        amount(first),
        amount(days30),
        amount(days90),
        amount(days365),
      ];
      return {
        headers: [
          'By',
          'Month or channel',
          'Customers',
          'Again in 90 days',
          'First order',
          '30 days',
          '90 days',
          '365 days',
        ],
        rows: [
          ...cohorts.map((one) => ['Month', one.month, ...cells(one)]),
          ...channels.map((one) => ['Channel', one.title, ...cells(one)]),
        ],
        next: null,
      };
    },
  },
  'all-results': {
    title: 'Results of all flows',
    filters: z.strictObject({}),
    page: async (context, _filters, _cursor, written) => {
      const { periods, sum, causedMargin, flows } = await readGlobalHoldout(context, {});
      const figures = [
        { name: 'Sum of the flows', found: sum },
        { name: 'All flows together', found: causedMargin },
        ...flows.map(({ name, caused }) => ({ name, found: caused })),
      ];
      const amounts = (values: readonly number[]) => values.map((value) => money(value, written));
      return {
        headers: [
          'Figure',
          'Since',
          'Until',
          'Share',
          'Group',
          'People',
          'Ordered',
          'Orders',
          'Revenue',
          'Margin',
          'Estimate',
          'Lower',
          'Upper',
        ],
        rows: [
          ...figures.map(({ name, found }) => [
            name,
            ...Array.from({ length: 9 }, () => null),
            ...(found ? amounts([found.estimate, found.lower, found.upper]) : [null, null, null]),
          ]),
          ...periods.flatMap(({ share, startedAt, endedAt, treated, heldOut }) =>
            [
              { group: 'Not held out', arm: treated },
              { group: 'Global holdout', arm: heldOut },
            ].map(({ group, arm: { people, converted, orders, revenue, margin } }) => [
              'Period',
              at(startedAt),
              at(endedAt),
              share,
              group,
              people,
              converted,
              orders,
              ...amounts([revenue, margin]),
              null,
              null,
              null,
            ]),
          ),
        ],
        next: null,
      };
    },
  },
  'refused-rows': {
    title: 'Refused rows',
    filters: z.strictObject({ id: z.uuid() }),
    page: async (context, filters, cursor) => {
      const page = await listRefusedRows(context, {
        ...(filters as { id: string }),
        ...(cursor ? { cursor } : {}),
        limit: PAGE,
      });
      return {
        headers: ['Row', 'Reason', ...page.headers],
        rows: page.items.map(({ line, sentence, cells }) => [line, sentence, ...cells]),
        next: page.next,
      };
    },
  },
};
