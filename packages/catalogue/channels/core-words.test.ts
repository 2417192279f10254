import { describe, expect, test } from 'vitest';
import { firstLines, linkApart, unmarked } from './core-words.ts';
import { CHANNELS, channelById, emailChannel, pushChannel, smsChannel } from './index.ts';

const MAIL = {
  subject: '{{ customer.firstName | default: "Hello" }}, your cart is waiting',
  blocks: [
    { type: 'heading', text: 'Still here' },
    {
      type: 'text',
      text: 'Your cart at **{{ store.name }}** is [still here](https://shop.test/help). Nothing is lost.\n\nA second paragraph.',
    },
    { type: 'discount', title: '' },
    { type: 'button', label: 'Back', link: '{{ cart.recoveryUrl }}' },
  ],
};
const core = emailChannel.coreOf(emailChannel.content.parse(MAIL));

describe('the words of an e-mail', () => {
  test('are its subject, its paragraphs without marks, the link of its button, and whether it shows a code', () => {
    expect(core).toEqual({
      title: '{{ customer.firstName | default: "Hello" }}, your cart is waiting',
      text: 'Your cart at {{ store.name }} is still here. Nothing is lost.\n\nA second paragraph.',
      link: '{{ cart.recoveryUrl }}',
      showsCode: true,
    });
  });

  test('as a text say who writes, the title, the first lines, the code and the link', () => {
    expect(smsChannel.fromCore(core)).toEqual({
      text: '{{ store.name }}: {{ customer.firstName | default: "Hello" }}, your cart is waiting. Your cart at {{ store.name }} is still here. Nothing is lost. A second paragraph. {{ discount.label }}: {{ discount.code }} {{ cart.recoveryUrl }}',
    });
  });

  test('as a notification have the title, the first lines and the link', () => {
    expect(pushChannel.fromCore(core)).toMatchObject({
      title: '{{ customer.firstName | default: "Hello" }}, your cart is waiting',
      text: 'Your cart at {{ store.name }} is still here. Nothing is lost. A second paragraph. {{ discount.label }}: {{ discount.code }}',
      link: '{{ cart.recoveryUrl }}',
    });
  });
});

test('a text becomes an e-mail with its words as the body, its beginning as the subject and its link as a button', () => {
  const text = smsChannel.content.parse({
    text: '{{ store.name }}: Back in stock! Have a look: https://shop.test/x',
  });
  expect(smsChannel.coreOf(text)).toEqual({
    title: '',
    text: 'Back in stock! Have a look',
    link: 'https://shop.test/x',
    showsCode: false,
  });
  expect(emailChannel.fromCore(smsChannel.coreOf(text))).toMatchObject({
    subject: 'Back in stock! Have a look',
    blocks: [
      { type: 'text', text: 'Back in stock! Have a look' },
      { type: 'button', link: 'https://shop.test/x' },
      { type: 'footer' },
    ],
  });
});

test('first lines are whole sentences, and no placeholder is cut', () => {
  expect(firstLines('One. Two is longer. Three.', 20)).toBe('One. Two is longer.');
  expect(firstLines('One. Two.', 8)).toBe('One.');
  expect(firstLines('A long first sentence', 10)).toBe('');
  expect(firstLines('For 9.50 now. More.', 15)).toBe('For 9.50 now.');
  expect(firstLines('Hi {{ customer.firstName | default: "you. There" }} now. More.', 56)).toBe(
    'Hi {{ customer.firstName | default: "you. There" }} now.',
  );
  expect(firstLines('', 10)).toBe('');
});

test('the first link is told apart from the words', () => {
  expect(linkApart('Look: {{ cart.recoveryUrl }}')).toEqual({ text: 'Look', link: '{{ cart.recoveryUrl }}' });
  expect(linkApart('Nothing here.')).toEqual({ text: 'Nothing here.', link: '' });
  expect(unmarked('*a* **b** [c](https://d)')).toBe('a b c');
});

test('a long message becomes one that every channel may send', () => {
  const long = {
    ...MAIL,
    blocks: [{ type: 'text', text: 'A sentence of some length that goes on. '.repeat(300) }],
  };
  for (const { id } of CHANNELS) {
    const channel = channelById(id)!;
    const content = channel.content.parse(
      channel.fromCore(emailChannel.coreOf(emailChannel.content.parse(long))),
    );
    expect(channel.problems(content).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});
