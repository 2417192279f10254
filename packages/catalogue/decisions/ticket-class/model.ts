import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { ticketCard } from './card.ts';
import { CLASS_IDS, isTicketClass, TICKET_CLASSES } from './classes.ts';
import { ticketDrift } from './drift.ts';
import { pastTickets } from './example.ts';
import { evidenceOf } from './explain.ts';
import { MINIMUM_OF_CLASS, MINIMUM_TICKETS } from './minimum.ts';
import { readTicketParameters, ticketParametersSchema } from './parameters.ts';
import { ticketReportSchema } from './report.ts';
import { ticketSamples } from './samples.ts';
import { factsOfTicket, scoreTicket } from './score.ts';
import { trainTickets } from './train.ts';
import { classTitle, INPUTS } from './words.ts';

export const ticketClassModel = defineModel({
  id: 'ticket-class',
  title: 'Class of a ticket',
  summary: 'Tells from the text of a ticket what it is about, and how sure that is.',
  source:
    'Multinomial logistic regression with an L2 penalty (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 4.4, equation 4.17) on hashed words (Weinberger and others, ICML 2009, section 2), calibrated by temperature (Guo and others, ICML 2017, section 4.2).',
  rule: 'Looks for expressions of each class, such as “where is my order” or “wrong item”, in English, German, French and Spanish; without any it assumes the usual shares of the classes. What the help desk says counts for nine tenths.',
  minimum: [
    { what: 'past tickets whose class is known', count: MINIMUM_TICKETS },
    { what: 'of them of a second class', count: MINIMUM_OF_CLASS },
  ],
  looksAt: [
    'the words of the ticket, two in a row, and parts of words, as hashes',
    'expressions of the rule',
    'the class, intent or topic that the help desk gave it',
  ],
  checkedBy:
    'On the latest tickets, which it did not learn from: log loss compared with the rule and with the usual shares, and confidence compared with the share told right. In flows: what it said of tickets whose class became known.',
  parameters: ticketParametersSchema,
  reads: [],
  facts: {
    ticketClass: {
      label: 'class of the ticket',
      type: 'choice',
      options: CLASS_IDS.map((id) => ({ value: id, label: TICKET_CLASSES[id].title })),
      example: 'where-is-order',
    },
    ticketConfidence: { label: 'confidence in the class of the ticket', type: 'share', unit: '%' },
  },
  reward: null,
  history: 'tickets',
  samples: ticketSamples,
  train: trainTickets,
  report: ticketReportSchema,
  drift: { by: 'trainings', judge: ticketDrift },
  provesItself: true,
  examplePast: pastTickets,
  decide(facts) {
    const score = scoreTicket(facts);
    return { record: score.record, sets: factsOfTicket(score) };
  },
  putRight: {
    question: 'What is the ticket about?',
    options: CLASS_IDS.map((id) => ({ id, label: TICKET_CLASSES[id].title })),
    spokeFor(properties, chosen, parameters) {
      if (!isTicketClass(chosen)) return [];
      const { expressions, telling } = evidenceOf(properties, chosen, readTicketParameters(parameters));
      return [...new Set([...expressions, ...telling])];
    },
  },
  headline: (chosen) => `Class of the ticket: ${classTitle(chosen)}`,
  explain: (record, currency) => explained(record, currency, { option: classTitle, inputs: INPUTS }),
  card: ticketCard,
});
