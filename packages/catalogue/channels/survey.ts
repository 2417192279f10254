/** How a question is answered: 0 to 10, 1 to 5 stars, or by one of the answers that the author wrote. */
export type SurveyScale = 'score' | 'stars' | 'named';

/** An answer to choose. Its value is a number for a score and stars, otherwise the id of a written answer. */
export interface SurveyChoice {
  readonly value: string;
  readonly label: string;
}

/** A question as one person was asked it. */
export interface AskedSurvey {
  /** Position of its block in the message, from 0. */
  readonly block: number;
  /** What events and conditions call it. */
  readonly name: string;
  readonly question: string;
  readonly scale: SurveyScale;
  readonly answers: readonly SurveyChoice[];
  /** Words beside the lowest and the highest score. */
  readonly low: string;
  readonly high: string;
  /** Whether the page asks for a comment. */
  readonly comment: boolean;
  /** Shown after an answer. */
  readonly thanks: string;
}

/** The answer that a link of a message gives. */
export interface AnswerOfLink {
  readonly block: number;
  readonly value: string;
}

export interface SurveySettings {
  readonly scale: SurveyScale;
  readonly answers: readonly { readonly id: string; readonly label: string }[];
}

const numbers = (from: number, to: number): readonly SurveyChoice[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    value: String(from + at),
    label: String(from + at),
  }));

/** The answers of a question, in the order in which they are shown. */
export function surveyChoices({ scale, answers }: SurveySettings): readonly SurveyChoice[] {
  if (scale === 'score') return numbers(0, 10);
  if (scale === 'stars')
    return numbers(1, 5).map(({ value }) => ({
      value,
      label: value === '1' ? '1 star' : `${value} stars`,
    }));
  return answers.map(({ id, label }) => ({ value: id, label }));
}

/** What a screen reader says of an answer. */
export const spokenAnswer = (scale: SurveyScale, { value, label }: SurveyChoice): string =>
  scale === 'score' ? `${value} out of 10` : label;
