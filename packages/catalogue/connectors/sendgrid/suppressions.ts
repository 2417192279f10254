import { z } from 'zod';
import { fail } from '@millrace/base';
import { checkedEvent } from '../checked-event.ts';
import type { HttpAnswered } from '../exchange.ts';
import type { MessageReport } from '../message-report.ts';
import { readItems, type Pull, type PulledPage, type PullPlace, type PullResource } from '../pull.ts';
import { email, read, text, units } from '../reading.ts';
import { sendgridRequest } from './api.ts';
import type { SendgridConfig } from './config.ts';

/** The most SendGrid returns at once. */
const PAGE = 500;

const rowSchema = z.looseObject({ email, created: z.unknown().optional(), reason: text(300) });
const offsetSchema = units.transform((value) => value ?? 0);

function request(config: SendgridConfig, path: string, { cursor, since, until }: PullPlace) {
  const offset = offsetSchema.safeParse(cursor).data ?? 0;
  const from = since === null ? '' : `&start_time=${Math.floor(since / 1_000)}`;
  return sendgridRequest(
    config,
    'GET',
    `${path}?limit=${PAGE}&offset=${offset}${from}&end_time=${Math.floor(until / 1_000)}`,
  );
}

function rowsOf(
  answer: HttpAnswered,
  cursor: PullPlace['cursor'],
): { rows: z.output<typeof rowSchema>[]; next: number | null } {
  if (!Array.isArray(answer.json))
    return fail('input-invalid', { problems: 'SendGrid: the answer is no list' });
  const rows = answer.json
    .slice(0, PAGE)
    .map((row) => rowSchema.safeParse(row).data ?? { email: undefined, reason: undefined });
  return { rows, next: answer.json.length < PAGE ? null : (offsetSchema.safeParse(cursor).data ?? 0) + PAGE };
}

const secondsOf = (created: unknown): number | undefined =>
  typeof created === 'number' && Number.isSafeInteger(created) && created > 0 && created < 4_102_444_800
    ? created * 1_000
    : undefined;

/** Mailboxes that do not exist any more. The customer did not unsubscribe, but nothing may be sent there. */
const bounces: PullResource<SendgridConfig> = {
  id: 'bounces',
  title: 'Bounced addresses',
  tellsChanges: true,
  request: (config, place) => request(config, '/suppression/bounces', place),
  read(answer, _config, { cursor }): PulledPage {
    const { rows, next } = rowsOf(answer, cursor);
    const reports = rows.flatMap((row): MessageReport[] =>
      row.email === undefined
        ? []
        : [
            {
              id: `sendgrid:bounce:${row.email}:${secondsOf(row.created) ?? ''}`.slice(0, 180),
              event: 'message-failed',
              messageId: null,
              providerId: null,
              channel: 'email',
              address: row.email,
              reason: row.reason ?? null,
              suppress: 'bounced',
              text: null,
            },
          ],
    );
    return {
      events: [],
      reports,
      count: rows.length,
      skipped: rows.length > reports.length ? [`${rows.length - reports.length} without an address`] : [],
      next,
    };
  },
};

/** People who unsubscribed by SendGrid's own links. */
const unsubscribes: PullResource<SendgridConfig> = {
  id: 'unsubscribes',
  title: 'Unsubscribed people',
  tellsChanges: true,
  request: (config, place) => request(config, '/suppression/unsubscribes', place),
  read(answer, _config, { cursor }): PulledPage {
    const { rows, next } = rowsOf(answer, cursor);
    const page = readItems(rows, (row) => {
      const given = read(z.looseObject({ email: z.string({ error: 'is missing' }) }), row, 'The person');
      const at = secondsOf(row.created);
      const date = at === undefined ? {} : { at };
      return [
        checkedEvent({
          id: `sendgrid:unsubscribed:${given.email}:${at ?? ''}`.slice(0, 255),
          type: 'customer-unsubscribed',
          ...(at === undefined ? {} : { occurredAt: at }),
          customer: {
            email: given.email,
            consent: { email: { state: 'unsubscribed', source: 'Unsubscribed at SendGrid', ...date } },
          },
          properties: { channel: 'email' },
        }),
      ];
    });
    return { ...page, next };
  },
};

/** SendGrid's lists of addresses that may not get mail: read once in full, then for missed changes. */
export const sendgridPull: Pull<SendgridConfig> = {
  resources: [unsubscribes, bounces],
  perSecond: 2,
  historyDays: null,
  catchUpEveryMs: 60 * 60_000,
  isPossible: () => true,
};
