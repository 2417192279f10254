import { fail, type Instant, type Json } from '@millrace/base';
import type { AnswerOfLink, AskedSurvey, SurveyChoice } from '@millrace/channels';
import type { SentLink } from '@millrace/content';
import type { Known, Row, surveyAnswers } from '@millrace/db/schema';

/** An answer as it was given, until it is judged. */
export interface Press {
  readonly at: Instant;
  readonly value: string;
  /** `script`: the page sent it by itself when its link was followed; `button`: somebody pressed a button on the page. */
  readonly by: 'script' | 'button';
  /** Null while the page had not asked for it. */
  readonly comment: string | null;
}

export interface AnswerRow extends Known<
  Row<typeof surveyAnswers>,
  { survey: AskedSurvey; presses: readonly Press[] }
> {}

/** The question that a link of a message answers, and the answer; null for every other link. */
export function surveyOf(
  links: readonly SentLink[] | null,
  index: number | undefined,
): { readonly survey: AskedSurvey; readonly answer: AnswerOfLink } | null {
  const answer = links?.find((link) => link.index === index)?.answer;
  const survey = links?.find((link) => link.survey && link.survey.block === answer?.block)?.survey;
  return answer && survey ? { survey, answer } : null;
}

/** @throws MillraceError input-invalid when the question has no such answer */
export const choiceOf = ({ answers }: AskedSurvey, value: string): SurveyChoice =>
  answers.find((answer) => answer.value === value) ??
  fail('input-invalid', { problems: 'Choose one of the answers.', fields: [] });

/** The properties of the event. */
export function answerProperties(
  survey: AskedSurvey,
  value: string,
  comment: string,
): Readonly<Record<string, Json>> {
  const { label } = choiceOf(survey, value);
  return {
    surveyId: survey.name,
    question: survey.question.slice(0, 255),
    ...(survey.scale === 'named' ? { answer: label } : { score: Number(value) }),
    ...(comment === '' ? {} : { text: comment }),
  };
}
