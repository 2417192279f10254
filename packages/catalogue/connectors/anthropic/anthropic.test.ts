import { expect, test } from 'vitest';
import { PublishedContract } from '../testing/published-contract.ts';
import { recorded } from '../testing/recorded.ts';
import { EXAMPLE_TASK } from '../testing/writing-task.ts';
import { anthropic } from './connector.ts';

const contract = new PublishedContract(new URL('./contract/messages.openapi.json', import.meta.url), '');
const settings = (change: object) => anthropic.config.parse({ ...(anthropic.example as object), ...change });

test('what it asks, and what it is answered, is as published', () => {
  const request = anthropic.write!.request(EXAMPLE_TASK, settings({}));
  expect(contract.problem(request)).toBeNull();
  for (const name of ['written', 'refused', 'cut', 'wrong-key', 'wrong-model']) {
    const answer = recorded(new URL(`./recorded/${name}.json`, import.meta.url));
    expect([name, contract.answerProblem(request, answer.status, answer.json)]).toEqual([name, null]);
  }
});

test('the key goes in the header that Anthropic names, apart from the others', () => {
  const request = anthropic.write!.request(EXAMPLE_TASK, settings({}));
  expect(request.auth).toEqual({ kind: 'header', name: 'x-api-key', value: 'sk-ant-example-0000' });
  expect(JSON.stringify(request.headers)).not.toContain('sk-ant');
});
