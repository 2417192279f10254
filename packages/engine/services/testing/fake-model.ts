import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublishedContract } from '@millrace/connectors/testing';

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/openai/contract/chat-completions.openapi.json', import.meta.url),
  '/v1',
);

/** What a model is asked, as far as tests look at it. */
export interface AskedModel {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export interface FakeModel {
  /** Up to and with `/v1`. */
  readonly address: string;
  readonly key: string;
  readonly asked: AskedModel[];
  /** What was wrong with requests by the published contract. */
  readonly faults: string[];
  /** The next answers, in order; a number is a status. The last one is given again. */
  say(...answers: readonly (object | number | string)[]): void;
  close(): Promise<void>;
}

/** A server that speaks OpenAI's chat completions to the letter, and refuses every request that does not. */
export async function fakeModel(key = 'key-of-the-fake-model', port = 0): Promise<FakeModel> {
  const asked: AskedModel[] = [];
  const faults: string[] = [];
  let answers: (object | number | string)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const send = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      const url = `http://model${request.url ?? '/'}`;
      const refused = (status: number, message: string) =>
        send(status, { error: { message, type: 'invalid_request_error', param: null, code: null } });
      if (request.headers.authorization !== `Bearer ${key}`)
        return refused(401, 'Incorrect API key provided.');
      const problem = contract.problem({
        method: request.method as 'POST',
        url,
        headers: request.headers as Record<string, string>,
        body: text === '' ? null : text,
      });
      if (problem !== null) {
        faults.push(problem);
        return refused(400, problem);
      }
      if (request.method === 'GET')
        return send(200, {
          object: 'list',
          data: [{ id: 'fake', object: 'model', created: 1, owned_by: 'us' }],
        });
      asked.push(JSON.parse(text) as AskedModel);
      const answer = answers.length > 1 ? answers.shift()! : (answers[0] ?? 500);
      if (typeof answer === 'number') return refused(answer, 'Something is wrong.');
      return send(200, {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1_795_000_000,
        model: 'fake-2026',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: typeof answer === 'string' ? answer : JSON.stringify(answer),
              refusal: null,
            },
            logprobs: null,
            finish_reason: 'stop',
          },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    key,
    asked,
    faults,
    say: (...next) => {
      answers = [...next];
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One variant in an answer. */
export const saying = (
  texts: Readonly<Record<string, string>>,
  angle = 'Question',
  facts: string[] = [],
) => ({
  angle,
  facts,
  texts: Object.entries(texts).map(([field, text]) => ({ field, text })),
});
