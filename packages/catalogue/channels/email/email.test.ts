import { describe, expect, it } from 'vitest';
import { emailChannel } from './channel.ts';
import { unsubscribeHeaders } from './unsubscribe-headers.ts';

const problems = (content: unknown) =>
  emailChannel
    .problems(content)
    .map((problem) => `${problem.severity} ${problem.field}: ${problem.sentence}`);
const text = { type: 'text', text: 'Hello' };

describe('the problems of an e-mail', () => {
  it('name what is missing, with its block', () => {
    expect(
      problems({
        subject: '',
        blocks: [{ type: 'button', label: '', link: '' }, { type: 'image' }, { type: 'heading' }],
      }),
    ).toEqual([
      'error subject: The e-mail has no subject yet.',
      'error blocks.0.label: The button in block 1 has no label.',
      'error blocks.0.link: The button in block 1 leads nowhere: give it a link.',
      'error blocks.1.url: Block 2 is a picture without an address.',
      'warning blocks.1.alt: The picture in block 2 has no description for people who cannot see it.',
      'error blocks.2.text: Block 3 is an empty heading.',
    ]);
  });

  it('include an empty body', () => {
    expect(problems({ subject: 'Hi', blocks: [{ type: 'divider' }, { type: 'footer' }] })).toEqual([
      'error blocks: The e-mail has no body yet: add a text or a button.',
    ]);
  });

  it('include unsafe and broken links, but not placeholders, which are checked when filled in', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'shop.example', '/cart', 'https://a b']) {
      expect(problems({ subject: 'Hi', blocks: [{ type: 'button', label: 'Go', link }] })).toHaveLength(1);
    }
    for (const link of [
      'https://shop.example/x?y=1#z',
      'mailto:help@shop.example',
      'tel:+15550100',
      '{{ cart.recoveryUrl }}',
    ]) {
      expect(problems({ subject: 'Hi', blocks: [{ type: 'button', label: 'Go', link }] })).toEqual([]);
    }
  });

  it('include warnings of a long subject, two footers and a footer in the middle', () => {
    expect(problems({ subject: 'x'.repeat(71), blocks: [text] })).toEqual([
      'warning subject: The subject has 71 characters; inboxes cut it after about 70.',
    ]);
    expect(problems({ subject: 'Hi', blocks: [{ type: 'footer' }, text, { type: 'footer' }] })).toEqual([
      'warning blocks.0: The footer is not the last block.',
      'warning blocks: The e-mail has more than one footer; one is enough.',
    ]);
  });

  it('say when the content is not an e-mail at all', () => {
    expect(problems(undefined)).toEqual(['error : The message is empty: write it first.']);
    expect(problems({ subject: 'Hi', blocks: [{ type: 'image', width: 9 }] })).toEqual([
      'error blocks.0.width: Block 1: Width has to be at least 40.',
    ]);
    expect(problems({ subject: 'x'.repeat(300) })).toEqual([
      'error subject: Subject is longer than 250 characters.',
    ]);
  });
});

describe('the e-mail address of a customer', () => {
  const of = (email: string | null) => emailChannel.addressOf({ email, phone: null, browsers: null });
  it('is used when it is valid, and missing otherwise', () => {
    for (const good of ['ann@example.com', 'a.b+c@sub.example.co.uk', 'имя@xn--e1afmkfd.xn--p1ai'])
      expect(of(good)).toBe(good);
    expect(of('имя@пример.рф')).toBe('имя@xn--e1afmkfd.xn--p1ai');
    for (const bad of [
      null,
      '',
      'ann',
      'ann@',
      '@example.com',
      'ann@example',
      'a b@example.com',
      'ann@example.com\r\nBcc: x@y.zz',
      '"<x>"@example.com',
    ])
      expect(of(bad)).toBeNull();
  });
});

describe('the card of an e-mail on the canvas', () => {
  it('reads well with and without a subject', () => {
    expect(emailChannel.plainSummary({})).toBe('E-mail without a subject yet');
    expect(emailChannel.plainSummary(null)).toBe('E-mail without a subject yet');
    expect(emailChannel.plainSummary({ subject: ' Your cart ' })).toBe('E-mail “Your cart”');
  });
});

describe('headers for one-click unsubscribe', () => {
  it('are those of RFC 8058', () => {
    expect(unsubscribeHeaders('https://app.example/u/abc', 'leave@shop.example')).toEqual({
      'List-Unsubscribe': '<https://app.example/u/abc>, <mailto:leave@shop.example?subject=unsubscribe>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  it('are refused for an invalid address, and never have a line break', () => {
    expect(() => unsubscribeHeaders('javascript:x')).toThrow(/unsubscribe link/);
    expect(() => unsubscribeHeaders('https://a.example/\r\nBcc: all@example.com')).toThrow(
      /unsubscribe link/,
    );
  });
});
