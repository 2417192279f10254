import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../testing/recorded.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import type { TeamNotice } from '../notify.ts';
import { slackConfig } from './config.ts';
import { slack } from './connector.ts';
import { slackOutcome } from './api.ts';
import { slackNotifier } from './notify.ts';
import { slackAnswer, slackPayload, slackPresses, slackTopic } from './presses.ts';

const contract = new PublishedContract(new URL('./contract/web-api.openapi.json', import.meta.url));
const config = slackConfig.parse(slack.example);
const notice = (change: Partial<TeamNotice> = {}): TeamNotice => ({
  title: 'Mail server refuses the sign-in',
  lines: ['Enter the password again.'],
  link: { label: 'Open it', url: 'https://shop.example/settings/connections/1' },
  buttons: [{ label: 'Test it now', action: 'test-connection:1' }],
  ...change,
});

describe('a notice', () => {
  test('is as described, whatever it says, and keeps to the lengths that Slack takes', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 4_000 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 4 }), word, (title, lines, label) => {
        const request = slackNotifier.request(notice({ title, lines, buttons: [{ label: label || 'x', action: label }] }), config);
        expect(contract.problem(request)).toBeNull();
        const { blocks } = JSON.parse(request.body ?? '') as {
          blocks: [{ text: { text: string } }, { elements: { text: { text: string } }[] }];
        };
        expect(blocks[0].text.text.length).toBeLessThanOrEqual(3_000);
        expect(blocks[1].elements[0]!.text.text.length).toBeLessThanOrEqual(75);
      }),
    );
  });

  test('cannot name people or link anywhere by what a provider said', () => {
    expect(slackNotifier.request(notice({ lines: ['<!channel> <https://evil.example|here> & more'] }), config).body).toContain(
      '&lt;!channel&gt; &lt;https://evil.example|here&gt; &amp; more',
    );
  });

  test.each([
    [
      { ok: true, ts: '1.2' },
      { result: 'accepted', providerId: '1.2' },
    ],
    [
      { ok: false, error: 'channel_not_found' },
      { result: 'retry', connectionProblem: true },
    ],
    [{ ok: false, error: 'msg_too_long' }, { result: 'rejected' }],
    [{ ok: false, error: { odd: true } }, { result: 'rejected' }],
    ['ok', { result: 'rejected' }],
  ])('that is answered with %o', (body, outcome) => expect(slackOutcome(answered({ status: 200, body }))).toMatchObject(outcome));

  test('waits as long as Slack asks for, and is not sent again by guess', () => {
    expect(slackOutcome(answered({ status: 429, headers: { 'retry-after': '7' }, body: {} }))).toMatchObject({
      result: 'retry',
      afterMs: 7_000,
    });
    expect(slackOutcome(answered({ status: 503, body: {} })).result).toBe('unknown');
  });
});

describe('what Slack posts', () => {
  const press = (actions: unknown) => ({ type: 'block_actions', user: { id: 'U1', name: 'ada' }, actions });

  test('is taken out of its form, and its word is given back', () => {
    expect(slackPayload({ payload: '{"type":"block_actions"}' })).toEqual({ type: 'block_actions' });
    expect(() => slackPayload({ payload: '{' })).toThrow(expect.objectContaining({ code: 'json-malformed' }));
    expect(slackAnswer('url_verification', { challenge: 'word' })).toEqual({ contentType: 'text/plain', body: 'word' });
    expect(() => slackAnswer('url_verification', {})).toThrow(/challenge/);
  });

  test('is a press of one of our buttons, and of nobody else’s', () => {
    const ours = { action_id: 'millrace:0', value: 'test-connection:1' };
    expect(slackPresses('block_actions', press([ours, { action_id: 'open' }, { action_id: 'other:0', value: 'x' }, null]))).toEqual([
      { action: 'test-connection:1', by: 'ada', place: null },
    ]);
  });

  test('may be any junk: it is refused with a reason or comes to nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (payload) => {
        expect(typeof slackTopic(payload)).toBe('string');
        try {
          expect(Array.isArray(slackPresses('block_actions', payload))).toBe(true);
        } catch (error) {
          expect(error).toHaveProperty('code', 'input-invalid');
        }
      }),
    );
  });
});
