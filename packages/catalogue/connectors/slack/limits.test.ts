import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActCall } from '../act.ts';
import { answerAction, readAnswer } from '../acts/answer-choice.ts';
import { askTeam } from '../acts/ask-team.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import { answered } from '../testing/recorded.ts';
import { escaped, slackOutcome } from './api.ts';
import { askInSlack, closeInSlack, pressAnswered } from './ask.ts';
import { slackConfig } from './config.ts';
import { slack } from './connector.ts';
import { slackNotifier } from './notify.ts';
import { slackPresses } from './presses.ts';

const contract = new PublishedContract(new URL('./contract/web-api.openapi.json', import.meta.url));
const config = slackConfig.parse(slack.example);
const CALL_ID = '01980000-0000-7000-8000-0000000000a1';
const call = (input: object, texts: Readonly<Record<string, string>> = {}): ActCall => ({
  callId: CALL_ID,
  input,
  texts,
  person: { email: null, phone: null, externalId: null },
  about: { order: null, product: null },
  learned: null,
});
interface Text {
  readonly type: string;
  readonly text: string;
}
interface Block {
  readonly type: string;
  readonly text?: Text;
  readonly elements?: readonly (Text & {
    readonly action_id?: string;
    readonly value?: string;
    readonly url?: string;
  })[];
}
const bodyOf = (body: string | null) =>
  JSON.parse(body ?? '') as { channel: string; text: string; blocks: readonly Block[] };

/** What Slack's reference of blocks takes: sections of 3,000 characters, buttons of 75, values of 2,000, ids of 255, 25 buttons. */
function expectWithinLimits(body: string | null): void {
  const { text, blocks } = bodyOf(body);
  expect(text.length).toBeLessThanOrEqual(3_000);
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const { type, text: own, elements = [] } of blocks) {
    if (type === 'section') expect(own!.text.length >= 1 && own!.text.length <= 3_000).toBe(true);
    if (type === 'context')
      for (const one of elements) expect((one.text as unknown as string).length).toBeLessThanOrEqual(2_000);
    if (type !== 'actions') continue;
    expect(elements.length >= 1 && elements.length <= 25).toBe(true);
    expect(new Set(elements.map((one) => one.action_id)).size).toBe(elements.length);
    for (const { text: label, value = '', action_id: id = '' } of elements) {
      const words = (label as unknown as Text).text;
      expect(words.length >= 1 && words.length <= 75).toBe(true);
      expect([value.length <= 2_000, id.length <= 255]).toEqual([true, true]);
    }
  }
}
/** Nobody is called, and nothing is linked, but by what we wrote. */
const calls = (body: string | null) => {
  const { text, blocks } = bodyOf(body);
  // Buttons show their words as they are; everything else is read for names and links.
  const read = blocks.flatMap((block) => [
    block.text?.text ?? '',
    ...(block.type === 'context' ? block.elements!.map((one) => one.text) : []),
  ]);
  return /<[!@#]|<https?:/.test([text, ...read].join(' '));
};
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1> <https://evil.example|here>',
    '&lt;!here&gt;',
    '&'.repeat(900),
    '<'.repeat(3_100),
  ),
);

describe('what is posted', () => {
  test('as a notice keeps to what Slack takes, and calls nobody by what a provider said', () => {
    const button = fc.record({ label: hostile.map((text) => text || 'x'), action: hostile });
    fc.assert(
      fc.property(
        hostile,
        fc.array(hostile, { maxLength: 5 }),
        fc.array(button, { maxLength: 5 }),
        (title, lines, buttons) => {
          const { body } = slackNotifier.request(
            { title, lines, buttons, link: { label: 'Open it', url: 'https://shop.example/' } },
            config,
          );
          expectWithinLimits(body);
          expect(calls(body)).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('as a question and as its end keeps to what Slack takes, calls nobody, and is as described', () => {
    const facts = fc.array(fc.record({ label: hostile.map((text) => text.slice(0, 80)), value: hostile }), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(hostile, facts, hostile, (question, told, sentence) => {
        const input = {
          ...(askTeam.example as object),
          facts: told.map(({ label }) => ({ label, value: 'x' })),
        };
        const texts = {
          question: question.trim() || 'Well?',
          ...Object.fromEntries(told.map(({ value }, index) => [`fact/${index}`, value])),
        };
        const dispatch = askInSlack.request(call(input, texts), config);
        if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
        expectWithinLimits(dispatch.request.body);
        expect(calls(dispatch.request.body)).toBe(false);
        const end = askInSlack.outcome(
          answered({ status: 200, body: { ok: true, channel: 'C1', ts: '1.2' } }),
          call(input, texts),
        );
        const { found } = end as unknown as { found: { place: object; lines: string[] } };
        const closing = closeInSlack.request(
          call({ asked: found, sentence: sentence.trim().slice(0, 300) || 'x', connection: null }),
          config,
        );
        if (closing.via !== 'http') throw new Error('it is asked by HTTP');
        expect(contract.problem(closing.request)).toBeNull();
        expectWithinLimits(closing.request.body);
        expect(bodyOf(closing.request.body).blocks.some(({ type }) => type === 'actions')).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('is read by Slack as it was written', () => {
    const shown = (text: string) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(shown(escaped(text))).toBe(text);
        expect(escaped(text)).not.toMatch(/[<>]/);
      }),
    );
  });
});

describe('where a message stands', () => {
  test.each([null, {}, { channel: 'C1' }, { channel: 'x'.repeat(81), ts: '1' }, 'C1'])(
    'is not %j',
    (place) => {
      expect(() =>
        pressAnswered({ action: 'x', by: 'Ann', place: place as never }, [], 'Done', config),
      ).toThrow(/no such message/);
    },
  );
  test('without its lines is said what came of it alone', () => {
    const { body } = pressAnswered(
      { action: 'x', by: 'Ann', place: { channel: 'C1', ts: '1.2' } },
      [],
      'Ann chose Approve',
      config,
    );
    expect(bodyOf(body).blocks.map(({ type }) => type)).toEqual(['context']);
  });
});

describe('an answer of Slack', () => {
  test.each([
    'not_authed',
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'missing_scope',
    'channel_not_found',
    'not_in_channel',
    'is_archived',
  ])('%s is about the settings: it waits, and the owner is told', (error) =>
    expect(slackOutcome(answered({ status: 200, body: { ok: false, error } }))).toMatchObject({
      result: 'retry',
      connectionProblem: true,
    }),
  );
  test.each(['ratelimited', 'rate_limited'])('%s asks for patience', (error) => {
    expect(
      slackOutcome(answered({ status: 200, headers: { 'retry-after': '3' }, body: { ok: false, error } })),
    ).toMatchObject({ result: 'retry', afterMs: 3_000, connectionProblem: false });
  });
  test.each(['msg_too_long', 'no_text', 'invalid_blocks', 'message_not_found', 'cant_update_message'])(
    '%s is a no',
    (error) => {
      expect(slackOutcome(answered({ status: 200, body: { ok: false, error } }))).toEqual({
        result: 'rejected',
        reason: `Slack says ${error}.`,
        suppress: null,
      });
    },
  );
});

describe('a press', () => {
  test('of an answer comes back as the answer to that question, and as nothing else', () => {
    const id = fc.stringMatching(/^[\w.:-]{1,64}$/);
    fc.assert(
      fc.property(fc.uuid(), id, (callId, answer) => {
        expect(readAnswer(answerAction(callId, answer))).toEqual({ callId, answer });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (action) => {
        const read = readAnswer(action);
        if (read) expect(answerAction(read.callId, read.answer)).toBe(action);
      }),
    );
  });

  test.each([
    [{ id: 'U1', username: 'ada.l', name: 'ada' }, 'ada'],
    [{ id: 'U1', username: 'ada.l' }, 'ada.l'],
    [{ id: 'U1' }, 'U1'],
    [undefined, 'somebody'],
    ['ada', 'somebody'],
  ])('by %j is told of %s, with where it stands', (user, by) => {
    const payload = {
      type: 'block_actions',
      user,
      channel: { id: 'C1' },
      message: { ts: '1.2' },
      actions: [{ action_id: 'millrace:0', value: 'x' }],
    };
    expect(slackPresses('block_actions', payload)).toEqual([
      { action: 'x', by, place: { channel: 'C1', ts: '1.2' } },
    ]);
  });
});
