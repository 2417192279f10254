import { expect, test } from 'vitest';
import { PublishedContract } from '../testing/published-contract.ts';
import { recorded } from '../testing/recorded.ts';
import { EXAMPLE_TASK } from '../testing/writing-task.ts';
import { gemini } from './connector.ts';

const contract = new PublishedContract(
  new URL('./contract/generate-content.openapi.json', import.meta.url),
  '',
);
const settings = (change: object) => gemini.config.parse({ ...(gemini.example as object), ...change });

test('what it asks, and what it is answered, is as published', () => {
  const request = gemini.write!.request(EXAMPLE_TASK, settings({}));
  expect(contract.problem(request)).toBeNull();
  for (const name of ['written', 'refused', 'cut', 'wrong-key', 'wrong-model']) {
    const answer = recorded(new URL(`./recorded/${name}.json`, import.meta.url));
    expect([name, contract.answerProblem(request, answer.status, answer.json)]).toEqual([name, null]);
  }
});

test('a model name cannot lead to another path', () => {
  const { url } = gemini.write!.request(EXAMPLE_TASK, settings({ model: '../v1/x' }));
  expect(new URL(url).pathname).toBe('/v1beta/models/..%2Fv1%2Fx:generateContent');
});
