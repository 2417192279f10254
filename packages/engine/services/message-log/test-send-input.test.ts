import { channelIds } from '@millrace/channels';
import { describe, expect, test } from 'vitest';
import { testSendInput } from './test-send.ts';

const input = (more: object) => ({ channel: 'email', content: {}, to: 'me@example.com', ...more });
const problems = (more: object) =>
  (testSendInput.safeParse(input(more)).error?.issues ?? []).map(({ path }) => path.join('.'));

describe('whom a test is sent to', () => {
  test.each([
    ['email', 'me@example.com'],
    ['email', '  me+tag@sub.example.co.uk '],
    ['sms', '+14155550123'],
  ])('is one address that the channel knows: %s to %j', (channel, to) => {
    expect(problems({ channel, to })).toEqual([]);
  });

  test.each([
    ['email', '+14155550123'],
    ['email', 'me@example.com, you@example.com'],
    ['email', 'Me <me@example.com>'],
    ['sms', 'me@example.com'],
    ['sms', '+1'],
    ['sms', '+14155550123;+14155550124'],
    ['email', ''],
    ['email', `${'x'.repeat(320)}@example.com`],
  ])('is refused by its field otherwise: %s to %j', (channel, to) => {
    expect(new Set(problems({ channel, to }))).toEqual(new Set(['to']));
  });

  test('is never a customer', () => {
    expect(problems({ customer: '01a1fced-09e3-7e35-b690-000000000000' })).toEqual(['customer']);
    expect(problems({ customer: undefined })).toEqual([]);
  });
});

test('every channel can be tried, and nothing else', () => {
  for (const channel of channelIds())
    expect(problems({ channel }).filter((field) => field !== 'to')).toEqual([]);
  expect(problems({ channel: 'telegraph' })).toContain('channel');
  expect(problems({ odd: 1 })).toEqual(['']);
  expect(problems({ flow: 'no-id' })).toEqual(['flow']);
  expect(problems({ purpose: 'fun' })).toEqual(['purpose']);
});

test('what is left out is marketing, and a preview by name', () => {
  expect(testSendInput.parse(input({ to: ' me@example.com ' }))).toMatchObject({
    to: 'me@example.com',
    purpose: 'marketing',
    campaign: 'preview',
  });
});
