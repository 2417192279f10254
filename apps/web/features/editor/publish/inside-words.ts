import { capital, inflected } from '@millrace/base/words';
import { countOfSubject, noneOfSubject, subjectNouns, type Subject } from '@millrace/flow';

/** `12 orders inside`, `Nobody inside`. */
export const insideWords = (subject: Subject, inside: number): string =>
  `${inside === 0 ? capital(noneOfSubject(subject)) : countOfSubject(subject, inside)} inside`;

/** What a pause does to those inside. */
export const pausedSentence = (subject: Subject): string =>
  `${capital(subjectNouns(subject))} stay where they are and nothing is sent.`;

/** What the question before a pause says. */
export function pauseSentence(subject: Subject, inside: number): string {
  const stay =
    inside === 0
      ? `${capital(noneOfSubject(subject))} is inside now.`
      : `${countOfSubject(subject, inside)} inside ${inflected(inside, 'stays', 'stay')} in place.`;
  return `${stay} Nothing is sent, and new ${subjectNouns(subject)} wait outside. When you resume, you choose what happens to them.`;
}

/** What the question before a stop says. @param inside how many are inside; zero where it is not known */
export function stopSentence(subject: Subject, inside: number): string {
  const leave =
    inside === 0
      ? `All ${subjectNouns(subject)} inside leave`
      : `${countOfSubject(subject, inside)} inside ${inflected(inside, 'leaves', 'leave')}`;
  return `${leave}, and nothing more is sent. Starting the flow again does not bring them back; a pause keeps them where they are.`;
}

/** The button of the question before a pause or a stop: `Stop for 12 orders`. */
export const actionFor = (action: 'Pause' | 'Stop', subject: Subject, inside: number): string =>
  inside === 0 ? `${action} the flow` : `${action} for ${countOfSubject(subject, inside)}`;
