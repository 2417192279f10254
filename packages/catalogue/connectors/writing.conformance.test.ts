import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { healthSign } from './connection-failure.ts';
import type { HttpAnswer } from './exchange.ts';
import { CONNECTORS } from './kinds.ts';
import { answered, recorded } from './testing/recorded.ts';
import { EXAMPLE_TASK } from './testing/writing-task.ts';
import { writingOutcome, type Writer } from './writing.ts';

const writers = CONNECTORS.flatMap((kind) =>
  kind.write ? [{ id: kind.id, kind, write: kind.write as Writer<unknown> }] : [],
);

test('there are writers to look at', () => {
  expect(writers.length).toBeGreaterThan(3);
});

describe.each(writers)('the language model by $id', ({ id, kind, write }) => {
  const config: unknown = kind.config.parse(kind.example);
  const read = (name: string) =>
    write.read(
      recorded(pathToFileURL(join(import.meta.dirname, id, 'recorded', `${name}.json`)) as URL),
      config,
    );
  const signOf = (answer: HttpAnswer) => healthSign(answer, writingOutcome(write.read(answer, config)));

  test('is asked by one POST, with the task in its body and the key apart from it', () => {
    const request = write.request(EXAMPLE_TASK, config);
    expect(request.method).toBe('POST');
    for (const part of [EXAMPLE_TASK.instructions, EXAMPLE_TASK.prompt])
      expect(request.body).toContain(JSON.stringify(part).slice(1, -1));
    expect(request.body).toContain('additionalProperties');
    expect(request.body).toContain(String(EXAMPLE_TASK.mostTokens));
    expect(`${request.url}${request.body}${JSON.stringify(request.headers)}`).not.toMatch(
      /example-(key-)?0000/,
    );
    expect(kind.probe).toBeDefined();
    expect(write.model(config).length).toBeGreaterThan(2);
  });

  test('is read as it answers', () => {
    expect(read('written')).toMatchObject({
      result: 'written',
      value: { variants: [{ angle: 'question', subject: 'Still thinking about it?' }] },
      model: expect.stringMatching(/.{3}/),
    });
    expect(read('refused')).toMatchObject({
      result: 'not-written',
      reason: expect.stringContaining('refused'),
    });
    expect(read('cut')).toMatchObject({ result: 'not-written', next: 'Ask for fewer variants.' });
    expect(read('wrong-key')).toMatchObject({ connectionProblem: true, reason: 'The key is not accepted.' });
    expect(read('wrong-model')).toMatchObject({
      connectionProblem: true,
      next: expect.stringContaining('model'),
    });
  });

  test('says of its connection what the answer shows', () => {
    expect(signOf(answered({ status: 401, body: {} }))).toBe('sign-in');
    expect(signOf(answered({ status: 404, body: {} }))).toBe('settings');
    expect(signOf(answered({ status: 503, body: {} }))).toBe('busy');
    expect(signOf({ kind: 'no-answer', cause: 'timeout', reason: 'It took too long.' })).toBe('no-answer');
    expect(signOf({ kind: 'not-sent', cause: 'address-blocked', reason: 'An internal address.' })).toBe(
      'settings',
    );
  });

  test('whatever it answers is read without an error, and what did not work says what to do', () => {
    const json = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.record({ choices: fc.jsonValue({ maxDepth: 3 }), content: fc.jsonValue({ maxDepth: 3 }) }),
      fc.record({
        candidates: fc.array(fc.jsonValue({ maxDepth: 3 })),
        error: fc.jsonValue({ maxDepth: 3 }),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), json, (status, body) => {
        const written = write.read(answered({ status, body }), config);
        if (written.result === 'written') return;
        expect(written.reason).toMatch(/\.$/);
        expect(written.next).toMatch(/\.$/);
      }),
    );
  });
});
