export { answerManyWork, answerWork } from './answer-work.ts';
export { assignWork, commentOnWork } from './hand-on-work.ts';
export { chooseWorkMail, type MailChoice, readWorkMail } from './mail-choice.ts';
export { mailWork } from './mail-work.ts';
export { countWork, getWork, listWork, listWorkTeam } from './read-work.ts';
export type { WorkView, WorkWithHistory } from './shapes.ts';
