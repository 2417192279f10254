import type { Instant, Json } from '@millrace/base';
import { defineVerb } from '@millrace/core/verb';
import { isAboutPeople } from '@millrace/flow';
import type { RehearsedEnrolment } from '@millrace/rehearsal';
import { z } from 'zod';
import { rehearsalInput } from './prepare-rehearsal.ts';
import { runRehearsal } from './rehearse-flow.ts';
import { rehearsedPageSchema } from './shapes.ts';

/** The counts of a step in a rehearsal. */
export const REHEARSED_COUNTS = [
  'entered',
  'waiting',
  'sent',
  'opened',
  'clicked',
  'bought',
  'held',
  'refused',
  'exited',
  'done',
  'silent',
  'went',
] as const;
export type RehearsedCount = (typeof REHEARSED_COUNTS)[number];

/**
 * The rehearsed people behind one number, latest first. Pass the seed and end that the rehearsal returned.
 */
export const listRehearsed = defineVerb({
  name: 'rehearsed-people-read',
  permission: 'flows:read',
  input: z.strictObject({
    ...rehearsalInput,
    node: z.string().min(1).max(64),
    count: z.enum(REHEARSED_COUNTS),
    port: z.string().max(64).optional().describe('For `went`: the port of the branch'),
    skip: z.int().min(0).default(0),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: rehearsedPageSchema,
  run: async (tx, { node, count, port, skip, limit, ...asked }, context) => {
    const { enrolments, names, prepared } = await runRehearsal(tx, asked, context);
    const found = enrolments
      .flatMap((enrolment) => {
        const met = meets(enrolment, node, count, port);
        return met ? [{ enrolment, ...met }] : [];
      })
      .sort((left, right) => right.at - left.at || (left.enrolment.id < right.enrolment.id ? -1 : 1));
    return {
      total: found.length,
      subjects: new Set(
        found.map(({ enrolment }) => (isAboutPeople(prepared.plan) ? enrolment.customerId : enrolment.key)),
      ).size,
      next: skip + limit < found.length ? skip + limit : null,
      people: found.slice(skip, skip + limit).map(({ enrolment, at, sentence }) => ({
        enrolmentId: enrolment.id,
        customerId: enrolment.customerId,
        name: names.get(enrolment.customerId)?.name ?? null,
        zone: names.get(enrolment.customerId)?.zone ?? 'UTC',
        at,
        enteredAt: enrolment.enteredAt,
        endedAt: enrolment.endedAt,
        endReason: enrolment.endReason,
        heldOut: enrolment.heldOut,
        sentence,
      })),
    };
  },
});

const outcomeOf = (data: Json) => (data as { readonly outcome?: string } | null)?.outcome;

type Met = { readonly at: Instant; readonly sentence: string | null } | null;

/** When an enrolment was counted, if it was. Counts and lists use the same rule. */
function meets(
  enrolment: RehearsedEnrolment,
  node: string,
  count: RehearsedCount,
  port: string | undefined,
): Met {
  const { trace, messages } = enrolment;
  const line = (what: string) =>
    trace.findLast(
      (entry) => entry.node === node && entry.what === what && (what !== 'went' || entry.port === port),
    );
  const said = (entry: ReturnType<typeof line>): Met =>
    entry ? { at: entry.at, sentence: entry.sentence } : null;
  const message = (
    wanted: (message: RehearsedEnrolment['messages'][number]) => Instant | null | undefined,
  ): Met => {
    const found = messages.findLast((one) => one.node === node && wanted(one) != null);
    return found ? { at: wanted(found)!, sentence: said(line('settled'))?.sentence ?? null } : null;
  };
  switch (count) {
    case 'entered':
      return said(line('entered'));
    case 'waiting':
      return enrolment.node === node ? said(trace.findLast((entry) => entry.node === node)) : null;
    case 'exited':
      return said(line('exited'));
    case 'done':
      return said(
        trace.findLast(
          (entry) => entry.node === node && entry.what === 'answered' && outcomeOf(entry.data) === 'done',
        ),
      );
    case 'went':
      return said(line('went'));
    case 'sent':
      return message((one) => (one.outcome === 'sent' ? one.at : null));
    case 'silent':
      return message((one) => (one.outcome === 'silent' ? one.at : null));
    case 'refused':
      return message((one) => (one.outcome === 'refused' || one.outcome === 'skipped' ? one.at : null));
    case 'held':
      return message((one) => one.heldSince);
    case 'opened':
      return message((one) => one.answered.openedAt);
    case 'clicked':
      return message((one) => one.answered.clickedAt);
    case 'bought':
      return message((one) => one.answered.boughtAt);
  }
}
