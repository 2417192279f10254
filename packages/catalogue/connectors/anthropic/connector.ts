import { z } from 'zod';
import { defineConnector } from '../connector-kind.ts';
import type { HttpRequest } from '../exchange.ts';
import { modelAddressField, modelField, modelKeyField } from '../model-fields.ts';
import { answeredByModel, CUT_OFF, fieldOf, REFUSED_TO_WRITE, writtenIn, type Writer } from '../writing.ts';

const config = z.object({
  apiKey: modelKeyField('Made at console.anthropic.com under API keys'),
  model: modelField('As Anthropic lists it, such as claude-sonnet-5. It has to write in a fixed form'),
  apiAddress: modelAddressField('API address', 'Leave it as it is').default('https://api.anthropic.com'),
});
type Config = z.output<typeof config>;

const asked = ({ apiKey }: Config): Pick<HttpRequest, 'headers' | 'auth'> => ({
  headers: {
    'content-type': 'application/json',
    accept: 'application/json',
    'anthropic-version': '2023-06-01',
  },
  auth: { kind: 'header', name: 'x-api-key', value: apiKey },
});

const write: Writer<Config> = {
  request: (task, settings) => ({
    method: 'POST',
    url: `${settings.apiAddress}/v1/messages`,
    body: JSON.stringify({
      model: settings.model,
      max_tokens: task.mostTokens,
      system: task.instructions,
      messages: [{ role: 'user', content: task.prompt }],
      output_config: { format: { type: 'json_schema', schema: task.schema } },
    }),
    ...asked(settings),
  }),
  read(answer, { model }) {
    const found = answeredByModel(answer, model);
    if ('result' in found) return found;
    const end = fieldOf(found.json, 'stop_reason');
    if (end === 'refusal') return REFUSED_TO_WRITE;
    if (end === 'max_tokens' || end === 'model_context_window_exceeded') return CUT_OFF;
    const blocks = fieldOf(found.json, 'content');
    // Thoughts may come before the text.
    const text = Array.isArray(blocks)
      ? blocks
          .filter((block) => fieldOf(block, 'type') === 'text')
          .map((block) => fieldOf(block, 'text'))
          .filter((part) => typeof part === 'string')
          .join('')
      : undefined;
    return writtenIn(text, fieldOf(found.json, 'model'), model);
  },
  model: ({ model }) => model,
};

export const anthropic = defineConnector({
  id: 'anthropic',
  title: 'Anthropic',
  summary: 'Proposes variants of your messages in the voice of your brand, for you to approve.',
  icon: 'brain',
  category: 'models',
  capabilities: ['write'],
  config,
  example: { apiKey: 'sk-ant-example-0000', model: 'claude-sonnet-5' },
  builtIn: false,
  rate: () => null,
  steps: [
    {
      title: 'Make a key',
      text: 'At console.anthropic.com, make a workspace for Millrace with a monthly limit, and in it an API key.',
    },
  ],
  // Lists the models: it costs nothing, and needs the key.
  probe: (settings) => ({
    via: 'http',
    request: { method: 'GET', url: `${settings.apiAddress}/v1/models`, body: null, ...asked(settings) },
  }),
  write,
});
