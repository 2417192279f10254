import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Roles that work can be for. A test compares them with the roles of the team. */
export const WORK_ROLES = ['owner', 'marketer', 'approver'] as const;
export type WorkRole = (typeof WORK_ROLES)[number];
export const WORK_ROLE_LABELS: Readonly<Record<WorkRole, string>> = {
  owner: 'The owners',
  approver: 'The approvers',
  marketer: 'The marketers',
};

/** Who should do it: one person, everybody with a role, or anyone who may (both null). */
export const workFor = z.strictObject({
  role: z.enum(WORK_ROLES).nullable(),
  /** Id of a member of the team. */
  person: z.string().min(1).max(64).nullable(),
});
export type WorkFor = z.output<typeof workFor>;

const ANYONE = { role: null, person: null };

/** Puts something for a person into Work. */
export const openWork = defineCapability({
  id: 'open-work',
  title: 'Work for the team',
  words: 'ask a person',
  input: z.strictObject({
    /** Id of the kind of work. */
    kind: z.string().min(1).max(40),
    /** A template: one line. */
    title: z.string().min(1).max(500),
    /** A template. */
    details: z.string().max(2_000),
    /** A template: what can go wrong, in a sentence. */
    risk: z.string().max(500),
    /** Facts to show; values are templates. */
    facts: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(10),
    /** Texts that the person checks and may change; values are templates. */
    drafts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(40),
          label: z.string().max(80),
          value: z.string().max(20_000),
          long: z.boolean(),
          most: z.int().min(1).max(20_000),
        }),
      )
      .max(10)
      .default([]),
    /** Id of the call of earlier work whose drafts belong here too. */
    draftsOf: z.string().min(1).max(64).nullable().default(null),
    for: workFor,
    /** By when, an instant; null for no deadline. */
    deadline: z.number().nullable(),
    /** Whom it goes to when the deadline passes; null when it goes to nobody. */
    next: workFor.nullable(),
    /** Whether the flow waits for the answer. */
    awaited: z.boolean(),
  }),
  instants: ['deadline'],
  example: {
    kind: 'approvals',
    title: 'Release order {{ order.number }}?',
    details: 'The address and the card are from different countries.',
    risk: 'A false order costs its goods.',
    facts: [{ label: 'Order', value: '{{ order.number }}' }],
    drafts: [
      { name: 'text', label: 'Answer', value: 'Hello {{ customer.firstName }}', long: true, most: 4_000 },
    ],
    draftsOf: null,
    for: ANYONE,
    deadline: 1_780_000_000_000,
    next: { role: 'owner', person: null },
    awaited: true,
  },
});

/** What happens to open work when its deadline passes. The answer, if there is one by then, is the result. */
export const followWork = defineCapability({
  id: 'follow-work',
  title: 'Deadline of work',
  words: 'ask a person',
  input: z.strictObject({
    /** Id of the call that opened it. */
    work: z.string().min(1).max(64),
    /** Whom it goes to now; null closes it without an answer. */
    for: workFor.nullable(),
    /** The new deadline, an instant; null when it is closed. */
    deadline: z.number().nullable(),
  }),
  instants: ['deadline'],
  example: { work: 'f0e1d2c3-0000-7000-8000-000000000000', for: null, deadline: 1_780_000_000_000 },
});
