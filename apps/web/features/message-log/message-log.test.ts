import { describe, expect, it } from 'vitest';
import { caughtWords } from './caught-words.ts';
import { questionOf } from './filters.ts';
import { preheaderOf } from './message/preheader.ts';
import { withoutPixel } from './message/without-pixel.ts';
import { reasonSentence, STATUS_CHOICES, statusWords } from './status-words.ts';

const KINDS = [
  { id: 'smtp', capabilities: ['deliver-email'] },
  { id: 'twilio', capabilities: ['deliver-sms', 'intake'] },
  { id: 'web-push', capabilities: ['deliver-push'] },
  { id: 'shopify', capabilities: ['intake'] },
];
const on = (connector: string, state = 'ready') => ({ connector, state });

describe('whether messages leave Millrace', () => {
  it('says that all messages are caught while only a store is connected', () => {
    expect(caughtWords([on('shopify')], KINDS)?.title).toBe('No message leaves Millrace yet.');
  });

  it('says which channel is still caught once the other has a provider', () => {
    expect(caughtWords([on('smtp')], KINDS)?.title).toBe('Texts stay in the sandbox.');
    expect(caughtWords([on('twilio')], KINDS)?.title).toBe('E-mails stay in the sandbox.');
    expect(caughtWords([on('smtp'), on('twilio')], KINDS)).toBeNull();
    expect(caughtWords([on('web-push')], KINDS)?.title).toBe('E-mails and texts stay in the sandbox.');
  });

  it('does not count a provider that is switched off', () => {
    expect(caughtWords([on('smtp', 'disabled'), on('twilio', 'disabled')], KINDS)?.title).toBe(
      'No message leaves Millrace yet.',
    );
  });
});

describe('the result of a message, as a sentence', () => {
  const message = { status: 'sent', channel: 'email', sentence: null, connection: null };

  it('says that nobody received a caught message, and adds nothing for a sent one', () => {
    expect(reasonSentence(message)).toContain('not delivered');
    expect(reasonSentence({ ...message, connection: 'Mail server' })).toBeNull();
  });

  it('prefers the guardrail’s own sentence to any other', () => {
    expect(
      reasonSentence({ ...message, status: 'refused', sentence: 'Not sent: they unsubscribed from e-mail.' }),
    ).toBe('Not sent: they unsubscribed from e-mail.');
  });

  it('says that a doubtful message is not sent again before a person decides', () => {
    expect(reasonSentence({ ...message, status: 'unknown' })).toContain('not sent again until you say');
  });

  it('has words of its own for each status that can be filtered by', () => {
    for (const { value } of STATUS_CHOICES) expect(statusWords(value).words).not.toBe(value);
  });
});

describe('the list of messages', () => {
  it('sends only filters that are set', () => {
    expect(questionOf({ status: 'held', channel: null, flow: null, search: ' ' })).toEqual({
      status: 'held',
    });
  });

  it('does not count a view in the log as an opening, and keeps every other picture', () => {
    const pixel =
      '<img src="https://flows.example.com/o/eyJ3IjoiMDFhMWZj.9QXGJOYqHzSyT-Zw" width="1" height="1">';
    const picture = '<img alt="Kettle" src="https://shop.example.com/o/a-very-long-name-of-a-kettle.png">';
    expect(withoutPixel(`<p>Hi</p>${picture}${pixel}`)).toBe(`<p>Hi</p>${picture}`);
    expect(withoutPixel(pixel)).toBe('');
  });

  it('finds the preview line of a mail that hides it before its first words', () => {
    const html =
      '<html><body class="x"><div style="display:none;max-height:0">Your cart &amp; you&nbsp;&zwnj;</div><p>Hi</p></body></html>';
    expect(preheaderOf(html)).toBe('Your cart & you');
    expect(preheaderOf('<html><body><p>Hi</p></body></html>')).toBeNull();
  });
});
