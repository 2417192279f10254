import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const reviewAnswers = defineTemplate({
  id: 'review-answers',
  title: 'Review answers',
  summary: 'Drafts an answer to each review by its stars; unhappy customers hear from a person first.',
  goal: 'Answer what customers write in public within two days, in words that a person has read.',
  category: 'service',
  level: 2,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'review-posted',
      sentence: 'Reviews with their stars and text, from your store or review app.',
    },
  ],
  story:
    'Each new review gets a draft of an answer by its stars. Four and five are thanked, three are asked what was missing. For one and two there is a task first: somebody writes to the customer, and only when that is done the public answer is drafted, so that it can say so. ' +
    'Every answer is read before it is published, within two days, then by the owners. Photos and long texts get a word of their own. What nobody reads stays unanswered.',
  result: {
    text: 'In a survey of US consumers, 88% said that they are likely to use a business that answers all its reviews, good and bad. It was about local businesses, and about what people say.',
    source: 'BrightLocal, Local Consumer Review Survey (2024)',
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 2, high: 4, what: 'writing the answer to a review' },
    unknown: null,
  },
  guardrails: [
    'No answer is published before a person has read it.',
    'No answer says what somebody bought, where they live or what they wrote elsewhere.',
    'Nobody is offered anything for changing a review.',
  ],
  owner: 'service',
  reviewAfterDays: 90,
  lastsDays: 5,
  adapt,
  graph,
  cast,
});
