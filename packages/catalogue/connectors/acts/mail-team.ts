import { z } from 'zod';
import { defineCapability } from './define.ts';
import { workFor } from './work.ts';

/** Most addresses beside those of members. */
export const MOST_ADDRESSES = 10;

/** Of which time an e-mail brings the figures of the store. */
export const REPORT_PERIODS = ['day', 'week', 'month'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** Sends an e-mail to the team. */
export const mailTeam = defineCapability({
  id: 'write-to-team',
  title: 'E-mail to the team',
  words: 'send an e-mail to the team',
  input: z.strictObject({
    /** Members: one, all with a role, or the whole team (both null); null for none of them. */
    members: workFor.nullable(),
    /** Further addresses. */
    addresses: z.array(z.email().max(254)).max(MOST_ADDRESSES),
    /** A template: one line. */
    subject: z.string().min(1).max(250),
    /** A template: paragraphs with an empty line between them. */
    text: z.string().max(5_000),
    /** Facts to show; values are templates. */
    facts: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(10),
    /** The figures of the store that follow the text: the last whole day, seven days or month; null for none. */
    report: z.enum(REPORT_PERIODS).nullable().default(null),
  }),
  example: {
    members: { role: 'owner', person: null },
    addresses: ['warehouse@example.com'],
    subject: 'Order {{ order.number }} is worth a look',
    text: 'It is the largest of this month.',
    facts: [{ label: 'Total', value: '{{ order.total | money }}' }],
  },
});
