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
    /** What they should know; values are templates. */
    facts: z.array(z.strictObject({ label: z.string().max(80), value: z.string().max(500) })).max(10),
    answers: z.array(answerChoice).min(1).max(5),
    /** Where, when it is not where the connection says; empty for there. */
    channel: z.string().max(80),
    /** Id of a connection; null for the newest that can. */
    connection: z.string().max(60).nullable(),
  }),
  example: {
    question: 'Give {{ customer.firstName }} their money back?',
    facts: [{ label: 'Order', value: '#1001' }],
    answers: [
      { id: 'approve', label: 'Approve' },
      { id: 'reject', label: 'Reject' },
    ],
    channel: '',
    connection: null,
  },
});

/** What is known of a question that was asked: where it stands, and how it reads. */
export const questionPlace = z.looseObject({
  /** As the other system finds it again. */
  place: z.json(),
  lines: z.array(z.string()).max(20),
});

/** Takes the buttons away from a question, and says what came of it. */
export const closeQuestion = defineCapability({
  id: 'close-question',
  title: 'End of a question',
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
      lines: ['Give Maya their money back?'],
    },
    sentence: 'Ann chose Approve',
    connection: null,
  },
});
