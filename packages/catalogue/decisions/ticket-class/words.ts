import { spaced, type InputWords } from '../explanation.ts';
import { isTicketClass, TICKET_CLASSES } from './classes.ts';

/** The name of a class. Records of later releases may have others. */
export const classTitle = (id: string): string => (isTicketClass(id) ? TICKET_CLASSES[id].title : spaced(id));

/** The inputs, in words. */
export const INPUTS: InputWords = {
  words: ['Words read', 'plain'],
  expressions: ['Expressions of the rule', 'plain'],
  telling: ['Words known from past tickets', 'plain'],
  desk: ['Class of the help desk', 'plain'],
};
