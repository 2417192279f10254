import { id, instant, type Shape } from '@millrace/core/verb';
import { WORK_ROLES } from '@millrace/connectors/acts';
import { WORK_NEWS, WORK_STATES } from '@millrace/run/work';
import { z } from 'zod';

const text = z.string();
const nullable = text.nullable();

export const workForSchema = z.strictObject({
  role: z.enum(WORK_ROLES).nullable().describe('Everybody with this role'),
  person: nullable.describe('One member of the team; with `role` null too, anyone who may answer'),
});

const answerSchema = z.strictObject({
  id: text,
  label: text.describe('As on a button: "Approve"'),
  done: text.describe('Afterwards: "Approved"'),
  needsComment: z.boolean(),
  key: text.describe('Its key on the keyboard'),
});

const workFields = {
  id,
  kind: text,
  kindTitle: text.describe('"Approval"'),
  title: text,
  details: text,
  risk: text.describe('What can go wrong, in a sentence; empty when nothing is said'),
  reason: text.describe('Why it is here, in a sentence'),
  facts: z.array(z.strictObject({ label: text, value: text })),
  drafts: z
    .array(z.strictObject({ name: text, label: text, value: text, long: z.boolean(), most: z.int() }))
    .describe('Texts to check, which may be changed with the answer'),
  flowId: id,
  flowName: nullable,
  enrolmentId: id,
  node: text.describe('The step that asks'),
  customerId: id.nullable(),
  customerName: nullable,
  for: workForSchema,
  who: text.describe('Whom it is for, in words'),
  nextWho: nullable.describe('Whom it goes to when the deadline passes, in words; null for nobody'),
  deadline: instant.nullable(),
  overdue: z.boolean(),
  waits: z.boolean().describe('Whether the flow waits for the answer'),
  state: z.enum(WORK_STATES),
  stateWords: text.describe('"Open", "Approved", "No answer"'),
  answers: z.array(answerSchema).describe('What it can be answered with'),
  mayAnswer: z.boolean().describe('Whether whoever asks may answer it now'),
  answer: nullable,
  comment: nullable,
  answeredBy: nullable,
  openedAt: instant,
  closedAt: instant.nullable(),
  revision: z.int().describe('Grows with each change'),
};

export const workSchema = z.strictObject(workFields).meta({ id: 'WorkItem' });
export type WorkView = Shape<typeof workSchema>;

const noteSchema = z.strictObject({
  id,
  at: instant,
  what: z.enum(WORK_NEWS),
  by: nullable.describe('Null for Millrace itself'),
  said: text.describe('Whom it went to, or the answer'),
  comment: nullable,
});

export const workWithHistorySchema = z
  .strictObject({
    ...workFields,
    history: z.array(noteSchema).describe('Oldest first'),
    decisionId: id
      .nullable()
      .describe('The last decision on the way here that a person can put right; null when there is none'),
  })
  .meta({ id: 'WorkItemWithHistory' });
export type WorkWithHistory = Shape<typeof workWithHistorySchema>;

/** Longest comment, in characters. */
export const LONGEST_COMMENT = 2_000;
export const commentInput = z.string().trim().max(LONGEST_COMMENT);
