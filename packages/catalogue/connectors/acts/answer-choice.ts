import { z } from 'zod';

/** Something that can be pressed; its id is the way that the flow then takes. */
export const answerChoice = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w.:-]+$/),
  label: z.string().trim().min(1).max(75),
});

export type AnswerChoice = z.output<typeof answerChoice>;

const ANSWER = /^answer:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([\w.:-]{1,64})$/;

/** What a button of a question carries: which question it answers, and how. */
export const answerAction = (callId: string, answer: string): string => `answer:${callId}:${answer}`;

/** The question that a press answers, and how; null for what is no answer. */
export function readAnswer(action: string): { readonly callId: string; readonly answer: string } | null {
  const [, callId, answer] = ANSWER.exec(action) ?? [];
  return callId === undefined || answer === undefined ? null : { callId, answer };
}
