import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../testing/recorded.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import type { TeamNotice } from '../notify.ts';
import { slackConfig } from './config.ts';
import { slack } from './connector.ts';
import { actOf } from '../connector-kind.ts';
import type { ActCall } from '../act.ts';
import { readAnswer } from '../acts/answer-choice.ts';
import { askTeam } from '../acts/ask-team.ts';
import { slackOutcome } from './api.ts';
import { askInSlack, pressAnswered } from './ask.ts';
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
        const request = slackNotifier.request(
          notice({ title, lines, buttons: [{ label: label || 'x', action: label }] }),
          config,
        );
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
    expect(
      slackNotifier.request(notice({ lines: ['<!channel> <https://evil.example|here> & more'] }), config)
        .body,
    ).toContain('&lt;!channel&gt; &lt;https://evil.example|here&gt; &amp; more');
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
  ])('that is answered with %o', (body, outcome) =>
    expect(slackOutcome(answered({ status: 200, body }))).toMatchObject(outcome),
  );

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
    expect(slackAnswer('url_verification', { challenge: 'word' })).toEqual({
      contentType: 'text/plain',
      body: 'word',
    });
    expect(() => slackAnswer('url_verification', {})).toThrow(/challenge/);
  });

  test('is a press of one of our buttons, and of nobody else’s', () => {
    const ours = { action_id: 'millrace:0', value: 'test-connection:1' };
    expect(
      slackPresses(
        'block_actions',
        press([ours, { action_id: 'open' }, { action_id: 'other:0', value: 'x' }, null]),
      ),
    ).toEqual([{ action: 'test-connection:1', by: 'ada', place: null }]);
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

describe('a question to the team', () => {
  const call = (input: object, texts: Readonly<Record<string, string>>): ActCall => ({
    callId: '01980000-0000-7000-8000-0000000000a1',
    input: { ...(askTeam.example as object), ...input },
    texts,
    person: { email: null, phone: null, externalId: null },
    about: { order: null, product: null },
    learned: null,
  });
  const requestOf = (asked: ActCall) => {
    const dispatch = askInSlack.request(asked, config);
    return dispatch.via === 'http' ? dispatch.request : null;
  };
  interface Posted {
    readonly channel: string;
    readonly text: string;
    readonly blocks: readonly {
      readonly type: string;
      readonly text?: { readonly text: string };
      readonly elements?: readonly { readonly value?: string }[];
    }[];
  }
  const posted = (asked: ActCall) => JSON.parse(requestOf(asked)!.body ?? '') as Posted;

  test('is as described, whatever it says, within the lengths that Slack takes; each button answers this question', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 2_500 });
    const answers = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 10 }), answers, (question, values, ids) => {
        const input = {
          facts: values.map((_, index) => ({ label: `Fact ${index}`, value: 'x' })),
          answers: ids.map((id) => ({ id, label: id })),
        };
        const texts = {
          question: question.trim() || 'x',
          ...Object.fromEntries(values.map((value, index) => [`fact/${index}`, value])),
        };
        const asked = call(input, texts);
        expect(contract.problem(requestOf(asked)!)).toBeNull();
        const { blocks, text } = posted(asked);
        expect(text.length).toBeLessThanOrEqual(3_000);
        expect(blocks[0]!.text!.text.length).toBeLessThanOrEqual(3_000);
        expect(blocks[1]!.elements!.map(({ value }) => readAnswer(value!))).toEqual(
          ids.map((answer) => ({ callId: asked.callId, answer })),
        );
      }),
    );
  });

  test('goes to the channel of the step, else of the connection, leaves out what is empty, and is refused without words', () => {
    const texts = { question: 'Really?', 'fact/0': ' ' };
    expect(posted(call({}, texts))).toMatchObject({
      channel: '#store',
      blocks: [{ text: { text: '*Really?*' } }, {}],
    });
    expect(posted(call({ channel: '#returns' }, texts)).channel).toBe('#returns');
    expect(() => requestOf(call({ channel: 'the third floor' }, texts))).toThrow(/is no channel/);
    expect(() => requestOf(call({}, { question: ' ' }))).toThrow(/question is empty/);
  });

  test('says where it stands, so that its buttons can be taken away', () => {
    const asked = call({}, { question: 'Really?', 'fact/0': '#1001' });
    const said = askInSlack.outcome(
      answered({ status: 200, body: { ok: true, channel: 'C1', ts: '1.2' } }),
      asked,
    );
    expect(said).toMatchObject({
      result: 'done',
      found: { place: { channel: 'C1', ts: '1.2' }, lines: ['*Really?*', 'Order: #1001'] },
    });
    const press = { action: 'x', by: 'Ann', place: { channel: 'C1', ts: '1.2' } };
    const request = pressAnswered(press, ['*Really?*'], 'Ann chose <Approve>', config);
    expect(contract.problem(request)).toBeNull();
    expect(JSON.parse(request.body ?? '')).toMatchObject({
      channel: 'C1',
      ts: '1.2',
      blocks: [{ type: 'section' }, { type: 'context' }],
    });
    expect(request.body).toContain('Ann chose &lt;Approve&gt;');
    expect(actOf(slack, 'close-question')).toBeDefined();
  });

  test('is answered by what its buttons carry, and by nothing else', () => {
    for (const odd of [
      'answer:x:approve',
      'answer:01980000-0000-7000-8000-0000000000a1:',
      `answer:01980000-0000-7000-8000-0000000000a1:${'a'.repeat(65)}`,
      'test-connection:1',
    ])
      expect(readAnswer(odd)).toBeNull();
  });
});
