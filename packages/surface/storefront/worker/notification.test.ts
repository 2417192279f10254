import { describe, expect, test } from 'vitest';
import { clicked, shown, type Payload } from './notification.ts';

const payload: Payload = {
  title: 'Your cart',
  text: 'It waits.',
  link: 'https://flows.example/c/1',
  picture: 'https://shop.example/a.jpg',
  buttons: [
    { text: 'Back', link: 'https://flows.example/c/2' },
    { text: 'More', link: 'https://flows.example/c/3' },
  ],
  tag: 'flow',
  receipt: 'r',
};

test('a notification is shown with its picture and buttons, and takes the place of an earlier one', () => {
  expect(shown(payload, 'https://shop.example/logo.png')).toEqual({
    title: 'Your cart',
    options: {
      body: 'It waits.',
      tag: 'flow',
      renotify: true,
      data: payload,
      icon: 'https://shop.example/logo.png',
      image: 'https://shop.example/a.jpg',
      actions: [
        { action: '0', title: 'Back' },
        { action: '1', title: 'More' },
      ],
    },
  });
  const { options } = shown({ title: 'T', text: '', link: 'https://a.example', tag: 't' }, null);
  expect(options).not.toHaveProperty('image');
  expect(options).not.toHaveProperty('icon');
});

describe('a tap', () => {
  test('leads where the notification leads, or the button', () => {
    expect(clicked(payload, '')).toBe('https://flows.example/c/1');
    expect(clicked(payload, '1')).toBe('https://flows.example/c/3');
    expect(clicked(payload, '7')).toBe('https://flows.example/c/1');
  });
  test('on what is none of ours leads nowhere', () => {
    for (const data of [null, undefined, {}, { link: 'javascript:alert(1)' }])
      expect(clicked(data, '')).toBeNull();
  });
});
