import { describe, expect, it } from 'vitest';
import { renderEmail } from '../testing/render-here.ts';

const survey = {
  type: 'survey' as const,
  question: 'How was it, {{ customer.firstName }}?',
  name: 'Delivery',
  low: 'Bad',
  high: 'Great',
};
const render = (block: object = {}, more: Parameters<typeof renderEmail>[1] = {}) =>
  renderEmail({ subject: 'Hi', blocks: [{ ...survey, ...block }] }, more);

describe('a question in a page', () => {
  it('is a link for each answer, in HTML and in plain text, without tags of campaigns', async () => {
    const mail = await render();
    expect(mail.html).toContain('How was it, Ann?');
    expect(mail.html).toContain('aria-label="9 out of 10"');
    expect(mail.html).toContain('0: Bad');
    expect(mail.html!.split('class="answer"')).toHaveLength(12);
    expect(mail.text).toContain('How was it, Ann?\n0: https://shop.example/a/sample\n1: ');
    const answers = mail.links.filter(({ answer }) => answer);
    expect(answers.map(({ answer }) => answer)).toEqual(
      Array.from({ length: 11 }, (_, value) => ({ block: 0, value: String(value) })),
    );
    expect(answers.filter((link) => link.survey)).toEqual([
      expect.objectContaining({
        label: 'Delivery: 0',
        url: 'https://shop.example/a/sample',
        survey: expect.objectContaining({
          question: 'How was it, Ann?',
          name: 'Delivery',
          block: 0,
        }) as object,
      }),
    ]);
  });

  it('has links that are counted one by one', async () => {
    const mail = await render(
      { scale: 'stars' },
      { addressOf: (_url, index) => `https://go.example/${index}` },
    );
    expect(mail.html).toContain('aria-label="1 star"');
    expect(mail.links.filter(({ answer }) => answer)).toHaveLength(5);
  });

  it('escapes the words of its answers', async () => {
    const mail = await render({
      scale: 'named',
      answers: [
        { id: 'a', label: '<b>No</b>' },
        { id: 'b', label: 'Yes' },
      ],
    });
    expect(mail.html).toContain('&lt;b&gt;No&lt;/b&gt;');
    expect(mail.html).not.toContain('<b>No</b>');
  });

  it('is left out when nothing is left of it for a person', async () => {
    const mail = await renderEmail({
      subject: 'Hi',
      blocks: [
        { ...survey, question: '{{ customer.properties.none }}' },
        { type: 'text', text: 'x' },
      ],
    });
    expect(mail.html).not.toContain('class="answer"');
    expect(mail.links.some(({ answer }) => answer)).toBe(false);
  });
});
