import type { HttpAnswer, HttpRequest } from '../exchange.ts';
import {
  answeredByModel,
  CUT_OFF,
  fieldOf,
  REFUSED_TO_WRITE,
  writtenIn,
  type Writer,
  type WritingTask,
  type Written,
} from '../writing.ts';

/** How a server of chat completions is asked. */
export interface ChatServer {
  /** Up to and with `/v1`, without a slash at the end. */
  readonly address: string;
  readonly apiKey: string | undefined;
  readonly model: string;
  /** The field of the limit. `max_tokens` is refused by models that think, the other is unknown to older servers. */
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** How it is told the form of the answer: by a schema that it enforces, as any JSON, or by words alone. */
  readonly form: 'schema' | 'json' | 'words';
}

const authOf = ({ apiKey }: ChatServer): Pick<HttpRequest, 'auth'> =>
  apiKey ? { auth: { kind: 'bearer', token: apiKey } } : {};

/** `POST /chat/completions` as OpenAI publishes it. */
export function chatRequest(task: WritingTask, server: ChatServer): HttpRequest {
  const inWords =
    server.form === 'schema'
      ? ''
      : `\n\nAnswer with JSON alone, without any other text, by this JSON Schema:\n${JSON.stringify(task.schema)}`;
  return {
    method: 'POST',
    url: `${server.address}/chat/completions`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      model: server.model,
      messages: [
        { role: 'system', content: `${task.instructions}${inWords}` },
        { role: 'user', content: task.prompt },
      ],
      [server.limit]: task.mostTokens,
      ...(server.form === 'schema'
        ? {
            response_format: {
              type: 'json_schema',
              json_schema: { name: task.form, strict: true, schema: task.schema },
            },
          }
        : server.form === 'json'
          ? { response_format: { type: 'json_object' } }
          : {}),
    }),
    ...authOf(server),
  };
}

export function chatRead(answer: HttpAnswer, { model }: ChatServer): Written {
  const found = answeredByModel(answer, model);
  if ('result' in found) return found;
  const refusal = fieldOf(found.json, 'choices', 0, 'message', 'refusal');
  const end = fieldOf(found.json, 'choices', 0, 'finish_reason');
  if ((typeof refusal === 'string' && refusal !== '') || end === 'content_filter') return REFUSED_TO_WRITE;
  if (end === 'length') return CUT_OFF;
  return writtenIn(
    fieldOf(found.json, 'choices', 0, 'message', 'content'),
    fieldOf(found.json, 'model'),
    model,
  );
}

/** Lists the models: it costs nothing, and needs the key. */
export const chatProbe = (server: ChatServer): HttpRequest => ({
  method: 'GET',
  url: `${server.address}/models`,
  headers: { accept: 'application/json' },
  body: null,
  ...authOf(server),
});

export function chatWriter<Config>(serverOf: (config: Config) => ChatServer): Writer<Config> {
  return {
    request: (task, config) => chatRequest(task, serverOf(config)),
    read: (answer, config) => chatRead(answer, serverOf(config)),
    model: (config) => serverOf(config).model,
  };
}
