import { HOUR, type Instant } from '@millrace/base';
import type { Journey } from '../journeys/journey.ts';
import type { Life } from './life.ts';
import type { Action } from './schedule.ts';
import type { TicketTopic } from '../truth/index.ts';
import { customerOf, firstProduct, tellOfOrder } from './tell.ts';
import { filled, TOPICS } from '../texts/ticket-texts.ts';

const nameOf = (journey: Journey, topic: TicketTopic): string => `T-${journey.number}-${topic}`;
const aboutTicket = (journey: Journey, topic: TicketTopic) => {
  const { class: kind, priority } = TOPICS[topic];
  return { ticketId: nameOf(journey, topic), class: kind, priority, channel: 'email' };
};
const topicOf = ({ details }: Action): TicketTopic => (details?.['topic'] as TicketTopic) ?? 'where';

/** A customer writes to the shop. */
export function openTicket(life: Life, journey: Journey, action: Action): void {
  const topic = topicOf(action);
  const random = life.random('ticket', journey.number, topic);
  const { subjects, texts } = TOPICS[topic];
  tellOfOrder(life, journey, 'ticket-opened', nameOf(journey, topic), {
    ...aboutTicket(journey, topic),
    topic: random.pick(subjects),
    text: filled(random.pick(texts), life.productOf(firstProduct(journey).number).title, random),
  });
  life.plan({
    ...action,
    at: action.at + Math.round(random.lognormal(3 * HOUR, 0.8)),
    what: 'answer-ticket',
  });
}

/** Somebody of the shop answers. Those who waited long are less content, which `closeTicket` says. */
export function answerTicket(life: Life, journey: Journey, action: Action): void {
  const topic = topicOf(action);
  const random = life.random('answer', journey.number, topic);
  tellOfOrder(life, journey, 'ticket-answered', nameOf(journey, topic), {
    ...aboutTicket(journey, topic),
    text: random.pick(TOPICS[topic].answers),
    answeredBy: random.pick(['Ines', 'Caleb', 'Marguerite']),
  });
  life.plan({ ...action, at: action.at + Math.round(random.between(2, 30) * HOUR), what: 'close-ticket' });
}

export function closeTicket(life: Life, journey: Journey, action: Action): void {
  const topic = topicOf(action);
  const random = life.random('close', journey.number, topic);
  const satisfaction = Math.max(
    1,
    Math.min(5, Math.round(random.normal(topic === 'damaged' ? 3.6 : 4.3, 0.9))),
  );
  tellOfOrder(life, journey, 'ticket-closed', nameOf(journey, topic), {
    ...aboutTicket(journey, topic),
    satisfaction,
  });
  if (random.chance(0.4)) askHowItWas(life, journey, topic, satisfaction);
}

/** The survey of the help desk, answered on a scale from 0 to 10. */
function askHowItWas(life: Life, journey: Journey, topic: TicketTopic, satisfaction: number): void {
  life.event(
    {
      id: `survey-${nameOf(journey, topic)}`,
      type: 'survey-answered',
      occurredAt: life.now(),
      customer: customerOf(life, journey.person),
      properties: {
        surveyId: 'help-desk',
        question: 'How did we do?',
        score: Math.min(10, satisfaction * 2),
        text: satisfaction >= 4 ? 'Quick and friendly.' : 'It took too long until somebody wrote.',
      },
    },
    nameOf(journey, topic),
  );
}

/** Plans a ticket about an order. */
export function planTicket(life: Life, journey: Journey, topic: TicketTopic, at: Instant): void {
  life.plan({ at, what: 'open-ticket', journey: journey.number, details: { topic } });
}
