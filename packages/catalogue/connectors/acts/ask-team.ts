import { z } from 'zod';
import { answerChoice } from './answer-choice.ts';
import { defineCapability } from './define.ts';

/** Asks the team a question where they talk, with a button for each answer. */
export const askTeam = defineCapability({
  id: 'ask-team',
  title: 'Question to the team',
  words: 'ask the team',
  answered: { event: 'team-answered', choices: ({ answers }) => answers },
  input: z.strictObject({
    /** A template. */
    question: z.string().min(1).max(2_000),
    /** Facts to show; values are templates. */
    facts: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(10),
    answers: z.array(answerChoice).min(1).max(5),
    /** Channel to ask in; empty for the connection's own. */
    channel: z.string().max(80),
    /** Id of a connection; null for the newest that can do it. */
    connection: z.string().max(60).nullable(),
  }),
  example: {
    question: 'Refund the order of {{ customer.firstName }}?',
    facts: [{ label: 'Order', value: '#1001' }],
    answers: [
      { id: 'approve', label: 'Approve' },
      { id: 'reject', label: 'Reject' },
    ],
    channel: '',
    connection: null,
  },
});

/** A question that was asked: where it is, and its text. */
export const questionPlace = z.looseObject({
  /** How the other system finds it again. */
  place: z.json(),
  lines: z.array(z.string()).max(20),
});

/** Removes the buttons from a question, and adds the result. */
export const closeQuestion = defineCapability({
  id: 'close-question',
  title: 'Closed question',
  words: 'ask the team',
  input: z.strictObject({
    asked: questionPlace,
    /** "Ann chose Approve". */
    sentence: z.string().min(1).max(300),
    connection: z.string().max(60).nullable(),
  }),
  example: {
    asked: {
      place: { channel: 'C1H9RESGL', ts: '1503435956.000247' },
      lines: ['Refund the order of Maya?'],
    },
    sentence: 'Ann chose Approve',
    connection: null,
  },
});
