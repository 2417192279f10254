import { expect, test } from 'vitest';
import { PublishedContract } from '../testing/published-contract.ts';
import { answered, recorded } from '../testing/recorded.ts';
import { EXAMPLE_TASK } from '../testing/writing-task.ts';
import { openaiCompatible } from './connector.ts';

const contract = new PublishedContract(
  new URL('../openai/contract/chat-completions.openapi.json', import.meta.url),
  '/v1',
);
const settings = (change: object) =>
  openaiCompatible.config.parse({ ...(openaiCompatible.example as object), ...change });

test('what it asks, and what it is answered, is as published', () => {
  const request = openaiCompatible.write!.request(EXAMPLE_TASK, settings({}));
  expect(contract.problem(request)).toBeNull();
  for (const name of ['written', 'refused', 'cut', 'wrong-key', 'wrong-model']) {
    const answer = recorded(new URL(`./recorded/${name}.json`, import.meta.url));
    expect([name, contract.answerProblem(request, answer.status, answer.json)]).toEqual([name, null]);
  }
});

test.each(['json', 'words'] as const)(
  'a server that keeps to no schema is told the form in words: %s',
  (form) => {
    const request = openaiCompatible.write!.request(EXAMPLE_TASK, settings({ form }));
    expect(contract.problem(request)).toBeNull();
    expect(JSON.parse(request.body!).messages[0].content).toContain(JSON.stringify(EXAMPLE_TASK.schema));
  },
);

test('a server without a key gets no header for it', () => {
  expect(openaiCompatible.write!.request(EXAMPLE_TASK, settings({}))).not.toHaveProperty('auth');
  expect(openaiCompatible.write!.request(EXAMPLE_TASK, settings({ apiKey: 'secret-key-1' }))).toMatchObject({
    auth: { kind: 'bearer', token: 'secret-key-1' },
  });
});

test('JSON is found between fences and after thoughts, as small models give it', () => {
  const said = (content: unknown) =>
    openaiCompatible.write!.read(
      answered({ status: 200, body: { choices: [{ message: { content }, finish_reason: 'stop' }] } }),
      settings({}),
    );
  expect(said('<think>hm</think>\n```json\n{"a":1}\n```')).toMatchObject({
    value: { a: 1 },
    model: 'llama3.3',
  });
  expect(said('Here it is: {"a":1}')).toMatchObject({ result: 'not-written' });
});
