import { expect, test } from 'vitest';
import { PublishedContract } from '../testing/published-contract.ts';
import { recorded } from '../testing/recorded.ts';
import { EXAMPLE_TASK } from '../testing/writing-task.ts';
import { openai } from './connector.ts';

const contract = new PublishedContract(
  new URL('./contract/chat-completions.openapi.json', import.meta.url),
  '/v1',
);
const settings = (change: object) => openai.config.parse({ ...(openai.example as object), ...change });

test('what it asks, and what it is answered, is as published', () => {
  const request = openai.write!.request(EXAMPLE_TASK, settings({}));
  expect(contract.problem(request)).toBeNull();
  for (const name of ['written', 'refused', 'cut', 'wrong-key', 'wrong-model']) {
    const answer = recorded(new URL(`./recorded/${name}.json`, import.meta.url));
    expect([name, contract.answerProblem(request, answer.status, answer.json)]).toEqual([name, null]);
  }
});

test('the limit is the one that models which think take too', () => {
  const body = JSON.parse(openai.write!.request(EXAMPLE_TASK, settings({})).body!);
  expect(body).toMatchObject({ max_completion_tokens: EXAMPLE_TASK.mostTokens });
  expect(body).not.toHaveProperty('max_tokens');
});
