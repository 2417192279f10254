import { z } from 'zod';
import { modelsFor } from '@millrace/decisions';
import {
  CLASS_IDS,
  factsOfTicket,
  isTicketClass,
  scoreTicket,
  TICKET_CLASSES,
  ticketClassModel,
} from '@millrace/decisions/ticket-class';
import { defineNode, type Port } from '@millrace/flow';
import { percent, plural } from '@millrace/base/words';

/** Set by hand: a strong expression of the rule is above it, and a weak one below. */
const SURE = 0.7;
/** The branch of tickets that it is not sure of, and of classes without a branch. */
const [UNSURE, OTHERS] = ['unsure', 'else'];
/** What tier one usually answers by itself. */
const USUAL = ['where-is-order', 'not-received', 'wrong-or-damaged', 'return-or-exchange'] as const;

const config = z.strictObject({
  classes: z
    .array(z.enum(CLASS_IDS))
    .max(CLASS_IDS.length)
    .default([])
    .meta({
      title: 'Classes with a branch of their own',
      description: 'All others take one branch together. Empty: use a condition on the class further on.',
      control: 'choices',
      labels: Object.fromEntries(CLASS_IDS.map((id) => [id, TICKET_CLASSES[id].title])),
      placeholder: 'One branch for all classes',
    }),
  sureFrom: z.number().min(0).max(1).default(SURE).meta({
    title: 'Sure if at least',
    description: 'With less confidence a ticket takes the branch “Not sure”. Lead it to a person.',
    control: 'percent',
  }),
});

/** The chosen classes in the order of the list, each once. */
const chosenOf = (classes: unknown) => {
  const wanted = new Set(Array.isArray(classes) ? classes.filter(isTicketClass) : []);
  return CLASS_IDS.filter((id) => wanted.has(id));
};

/** Decides what a ticket is about. */
export const decideTicketClass = defineNode({
  kind: 'decide-ticket-class',
  title: 'Decide: class of a ticket',
  summary:
    'Tells what a ticket is about, with a branch for each class you choose and one for what is not sure.',
  family: 'decision',
  icon: 'ticket',
  subjects: ['ticket'],
  sentence: ({ classes, sureFrom }) => {
    const own = chosenOf(classes);
    const sure = percent(typeof sureFrom === 'number' ? sureFrom : SURE);
    return `Decide what the ticket is about, if at least ${sure} sure${own.length > 0 ? `: ${plural(own.length, 'class', 'classes')} with a branch` : ''}`;
  },
  config,
  initial: { classes: [...USUAL] },
  example: { classes: [...USUAL], sureFrom: 0.8 },
  versions: {},
  ports: ({ classes }): readonly Port[] => {
    const own = chosenOf(classes);
    return [
      ...own.map((id) => ({ id, label: TICKET_CLASSES[id].title })),
      { id: OTHERS, label: own.length > 0 ? 'Another class' : 'Any class' },
      { id: UNSURE, label: 'Not sure' },
    ];
  },
  needs: () => ({ models: modelsFor(ticketClassModel) }),
  sets: ticketClassModel.facts,
  meaning: {
    arrive({ config: { classes, sureFrom }, facts }) {
      const score = scoreTicket(facts);
      const title = TICKET_CLASSES[score.chosen].title;
      const sure = score.confidence >= sureFrom;
      const add = { variables: factsOfTicket(score), decision: score.record };
      return {
        go: !sure ? UNSURE : classes.includes(score.chosen) ? score.chosen : OTHERS,
        sentence: sure
          ? `Class of the ticket: “${title}”, ${percent(score.confidence)} sure.`
          : `Not sure: “${title}” with a confidence of ${percent(score.confidence)}, and ${percent(sureFrom)} are needed.`,
        with: add,
      };
    },
  },
});
