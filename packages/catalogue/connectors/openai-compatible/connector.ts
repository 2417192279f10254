import { z } from 'zod';
import { defineConnector } from '../connector-kind.ts';
import { modelAddressField, modelField, modelKeyField } from '../model-fields.ts';
import { chatProbe, chatWriter, type ChatServer } from './chat.ts';

const config = z.object({
  address: modelAddressField(
    'Address',
    'Where the API begins, mostly with /v1 at its end: https://models.example.com/v1, http://ollama.internal:11434/v1',
  ),
  model: modelField('As the server names it, such as llama3.3 or mistral-small'),
  apiKey: modelKeyField('Empty if the server asks for none').optional(),
  form: z
    .enum(['schema', 'json', 'words'])
    .default('schema')
    .meta({
      title: 'How answers get their form',
      description:
        'Ollama, vLLM, LM Studio and most others keep to a schema. Choose another if the server refuses the request',
      labels: {
        schema: 'The server keeps to a schema',
        json: 'It answers with JSON',
        words: 'By words alone',
      },
    }),
});

const serverOf = ({ address, apiKey, model, form }: z.output<typeof config>): ChatServer => ({
  address,
  apiKey,
  model,
  limit: 'max_tokens',
  form,
});

export const openaiCompatible = defineConnector({
  id: 'openai-compatible',
  title: 'OpenAI-compatible model',
  summary:
    'Proposes variants of your messages by a model of your own or of any provider with this interface.',
  icon: 'brain',
  category: 'models',
  capabilities: ['write'],
  config,
  example: { address: 'https://models.example.com/v1', model: 'llama3.3' },
  builtIn: false,
  rate: () => null,
  steps: [
    {
      title: 'Start the model',
      text: 'Any server with POST /chat/completions as OpenAI publishes it: Ollama, vLLM, LM Studio, llama.cpp, or a provider.',
    },
    {
      title: 'Allow it, if it is inside your network',
      text: 'Whoever runs Millrace adds it to MILLRACE_ALLOW_INTERNAL, such as ollama.internal:11434. Without this, Millrace calls no internal address.',
    },
  ],
  probe: (settings) => ({ via: 'http', request: chatProbe(serverOf(settings)) }),
  write: chatWriter(serverOf),
});
