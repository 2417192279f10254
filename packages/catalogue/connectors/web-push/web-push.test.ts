import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { pushChannel, type RenderTools } from '@millrace/channels';
import type { HttpAnswer, HttpAnswered } from '../exchange.ts';
import { PUSH_BYTES } from '../exchange.ts';
import { healthSign } from '../connection-failure.ts';
import { messageOf } from '../testing/message-of.ts';
import { webPushConfig } from './config.ts';
import { pushNote } from './deliver.ts';
import { pushOutcome } from './outcome.ts';
import { pushPartsSchema } from './parts.ts';

const config = webPushConfig.parse({ contact: ' hello@example.com ' });
const parts = (more: object = {}) => ({ ...(messageOf('push').parts as object), ...more });
const noteOf = (more: Parameters<typeof messageOf>[1] = {}) => pushNote(messageOf('push', more), config);
const payloadOf = (more: Parameters<typeof messageOf>[1] = {}) =>
  JSON.parse(noteOf(more).payload) as Record<string, unknown>;

describe('what is handed to the push services', () => {
  it('is the notification for every browser, and whom they may write to', () => {
    const note = noteOf();
    expect(note.devices.map(({ id }) => id)).toEqual(['phone', 'computer']);
    expect(note).toMatchObject({ keptFor: 86_400, urgency: 'normal', contact: 'mailto:hello@example.com' });
    expect(payloadOf({ receipt: 'r' })).toEqual({
      title: 'Hello',
      text: 'Hello',
      link: 'https://shop.example/cart',
      tag: '019800000000700080000000000000f1',
      receipt: 'r',
    });
    expect(
      payloadOf({
        parts: parts({
          picture: 'https://shop.example/p.jpg',
          buttons: [{ text: 'Go', link: 'https://x.example' }],
        }),
      }),
    ).toMatchObject({
      picture: 'https://shop.example/p.jpg',
      buttons: [{ text: 'Go', link: 'https://x.example' }],
    });
  });

  it('replaces an earlier one of the same flow only when it is to', () => {
    // RFC 8030, section 5.4: at most 32 characters of base64url.
    expect(noteOf().topic).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const alone = { parts: parts({ replaces: false }) };
    expect(noteOf(alone).topic).toBeNull();
    expect(payloadOf(alone)['tag']).toBe('01980000-0000-7000-8000-0000000000b1');
    expect(noteOf({ flowId: null }).topic).toBeNull();
  });

  it('is never more than a push service takes', () => {
    const textOf = (bytes: number) => ({ text: 'x'.repeat(bytes) });
    const rest = Buffer.byteLength(noteOf(textOf(0)).payload);
    expect(Buffer.byteLength(noteOf(textOf(PUSH_BYTES - rest)).payload)).toBe(PUSH_BYTES);
    expect(() => noteOf(textOf(PUSH_BYTES - rest + 1))).toThrow(/3994 bytes.*at most 3993/);
    expect(() => noteOf({ text: '漢'.repeat(1_400) })).toThrow(/at most 3993/);
  });

  it('is nothing without a browser, or without what the channel wrote', () => {
    expect(() => noteOf({ devices: [] })).toThrow(/no browser of theirs/);
    expect(() => noteOf({ parts: null })).toThrow(/leads nowhere/);
  });
});

test('what the channel writes can be handed over', async () => {
  const tools = {
    fill: (texts: readonly string[]) => texts.map((text) => ({ ok: true, text })),
    links: () => ({ add: () => 'https://shop.example', leaveOut: () => undefined }),
    oneLine: (text: string) => text,
    shop: 'Shop',
  } as unknown as RenderTools;
  const { parts: written } = await pushChannel.write(
    {
      content: pushChannel.content.parse(pushChannel.example),
      purpose: 'marketing',
      isFirst: false,
      view: { cart: null, locale: 'en', links: { unsubscribe: '', preferences: '' } },
    },
    tools,
  );
  const { shop: _shop, ...handed } = written as unknown as Record<string, unknown>;
  expect(pushPartsSchema.parse(written)).toEqual(handed);
});

const answered = (status: number, body = '', retryAfterMs: number | null = null): HttpAnswered => ({
  kind: 'answered',
  status,
  headers: {},
  body,
  json: undefined,
  retryAfterMs,
});
const pushed = (...answers: HttpAnswer[]) => ({
  kind: 'pushed' as const,
  each: answers.map((answer, index) => ({ device: `d${index}`, answer })),
});
const of = (...answers: HttpAnswer[]) => pushOutcome(pushed(...answers));
const LOST: HttpAnswer = { kind: 'no-answer', cause: 'broken', reason: 'The line broke.' };
const BLOCKED: HttpAnswer = { kind: 'not-sent', cause: 'address-blocked', reason: 'It is internal.' };
const DOWN: HttpAnswer = { kind: 'not-sent', cause: 'refused', reason: 'It refuses.' };

describe('what the answers of push services mean', () => {
  test.each([200, 201, 202])('%i: taken', (status) => {
    expect(of(answered(status))).toMatchObject({ result: 'accepted', reached: ['d0'], gone: [] });
  });
  test.each([404, 410])('%i: the browser is gone, and the message says so', (status) => {
    expect(of(answered(status))).toMatchObject({
      result: 'rejected',
      gone: ['d0'],
      reason: 'Their browser shows no notifications any more. It was removed.',
      suppress: null,
    });
    expect(of(answered(status), answered(410))).toMatchObject({
      gone: ['d0', 'd1'],
      reason: 'None of their 2 browsers shows notifications any more. They were removed.',
    });
  });
  test('413: too large, whoever it is for', () => {
    expect(of(answered(413))).toMatchObject({
      result: 'rejected',
      gone: [],
      reason: expect.stringMatching(/too large/),
    });
  });
  test('429: again, when the push service says so; of several, when the slowest does', () => {
    expect(of(answered(429, '', 7_000), answered(429, '', 9_000))).toMatchObject({
      result: 'retry',
      afterMs: 9_000,
      connectionProblem: false,
    });
  });
  test.each([408, 425, 500, 502, 503])('%i: not taken, so again', (status) => {
    expect(of(answered(status)).result).toBe('retry');
  });
  test.each([401, 403])('%i: our signature is not accepted', (status) => {
    expect(of(answered(status))).toMatchObject({ result: 'retry', connectionProblem: true });
    expect(of(answered(status), answered(429))).toMatchObject({ connectionProblem: false });
  });
  test('400: refused, in the words of the push service, without its tags', () => {
    expect(of(answered(400, '<p>Invalid\n TTL</p>'))).toMatchObject({
      result: 'rejected',
      reason: 'The push service refused it (400: Invalid TTL).',
      gone: [],
    });
  });
  test('nothing: perhaps taken, so not again', () => {
    expect(of(LOST)).toMatchObject({ result: 'unknown', reason: 'The line broke.' });
  });
  test('an address that is none of a push service is no browser', () => {
    expect(of(BLOCKED)).toMatchObject({ result: 'rejected', gone: ['d0'] });
    expect(of(DOWN)).toMatchObject({ result: 'retry', gone: [] });
  });
  test('of several, one that took it is enough; a doubt weighs more than a no; a later one more than a refusal', () => {
    expect(of(answered(410), LOST, answered(503), answered(201))).toMatchObject({
      result: 'accepted',
      reached: ['d3'],
      gone: ['d0'],
    });
    expect(of(answered(410), LOST, answered(503)).result).toBe('unknown');
    expect(of(answered(410), answered(503), answered(400)).result).toBe('retry');
    expect(of(answered(410), answered(400))).toMatchObject({
      result: 'rejected',
      gone: ['d0'],
      reason: expect.stringMatching(/400/),
    });
  });

  test('whatever comes, nobody who took it is asked again, and only the gone are forgotten', () => {
    const any = fc.oneof(
      fc.integer({ min: 200, max: 599 }).map((status) => answered(status)),
      fc.constantFrom(LOST, BLOCKED, DOWN),
    );
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (answers) => {
        const outcome = of(...answers);
        const taken = answers.some((one) => one.kind === 'answered' && one.status < 300);
        expect(outcome.result === 'accepted').toBe(taken);
        expect(outcome.reached!.length > 0).toBe(taken);
        for (const device of outcome.gone!) {
          const answer = answers[Number(device.slice(1))]!;
          expect(
            answer === BLOCKED || (answer.kind === 'answered' && [404, 410].includes(answer.status)),
          ).toBe(true);
        }
        if (!taken && answers.includes(LOST)) expect(outcome.result).toBe('unknown');
      }),
    );
  });
});

test('trouble with the push service of one browser is no trouble of the connection', () => {
  expect(healthSign(pushed(answered(403), DOWN, answered(503)), { result: 'retry' })).toBeNull();
  expect(healthSign(pushed(answered(403), answered(410)), { result: 'rejected' })).toBe('works');
});
