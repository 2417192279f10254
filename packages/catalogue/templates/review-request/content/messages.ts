import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }}.');
const IT = 'your {{ order.lines[0].title | default: "order" }}';
const PAGE = '{{ order.lines[0].url | default: store.url }}';

export const howManyStars: EmailContentInput = {
  subject: `How is ${IT}?`,
  preheader: 'One press, one to five stars. It stays between us.',
  blocks: [
    { type: 'heading', text: 'How is it so far?' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have had it for a few days now. How many stars would you give? Your answer comes to us and is not published.`,
    },
    {
      type: 'survey',
      question: `How happy are you with ${IT}?`,
      name: 'Satisfaction',
      scale: 'stars',
      comment: true,
      thanks: 'Thank you. If something is wrong, you hear from us within a day.',
    },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const request: EmailContentInput = {
  subject: `Would you tell others how ${IT} is?`,
  preheader: 'Two lines are enough. Write down what you would have liked to know.',
  blocks: [
    { type: 'heading', text: 'For the next person' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou told us that you are happy with it. Would you say so where others look? Three questions to begin with:\n\n- What do you use it for?\n- How does it fit, or how large is it really?\n- What should somebody know before they order?\n\nCritical words are welcome. They are what makes the rest believable.`,
    },
    { type: 'button', label: 'Write a review', link: PAGE },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const requestText: SmsContentInput = {
  text: `{{ store.name }}: how is ${IT}? Two lines on its page help the next person: {{ order.lines[0].url | default: store.url }}`,
};

export const withPoints: EmailContentInput = {
  subject: '50 points for two lines, whatever they say',
  preheader: 'Good or bad: the points are for the effort, not for the stars.',
  blocks: [
    { type: 'heading', text: 'Two lines, 50 points' },
    {
      type: 'text',
      text: `${HELLO}\n\nThis is the last time we ask. For a review of ${IT} we put 50 points into your account. They do not depend on what you write or how many stars you give.\n\nPlease mention in your review that you got points for it. That is fair to those who read it.`,
    },
    { type: 'button', label: 'Write a review', link: PAGE },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const thanks: EmailContentInput = {
  subject: 'Thank you for your review',
  preheader: 'You have 50 points more than before.',
  blocks: [
    { type: 'heading', text: 'Thank you for taking the time' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour review is with us, and the next person will be glad of it. We have put 50 points into your account; there are {{ customer.points }} in it now.`,
    },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    why,
  ],
};
