export { closeWork } from './change-work.ts';
export { forgetWork } from './forget-work.ts';
export { writeNote, WORK_NEWS, type WorkNews } from './notes.ts';
export type { TeamMailTexts } from './mail-team.ts';
export { planMails, type WhyMailed } from './plan-mails.ts';
export { canAnswer, isFor, neededFor, placed, whoInWords } from './who.ts';
export { forOf, lockWork, WORK_STATES, type WorkRow, type WorkState } from './work-row.ts';
