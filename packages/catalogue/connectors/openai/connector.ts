import { z } from 'zod';
import { defineConnector } from '../connector-kind.ts';
import { modelAddressField, modelField, modelKeyField } from '../model-fields.ts';
import { chatProbe, chatWriter, type ChatServer } from '../openai-compatible/chat.ts';

const config = z.object({
  apiKey: modelKeyField('Made at platform.openai.com under API keys'),
  model: modelField(
    'As OpenAI lists it, such as gpt-5-mini. It has to write in a fixed form (structured outputs)',
  ),
  apiAddress: modelAddressField('API address', 'Leave it as it is').default('https://api.openai.com/v1'),
});

const serverOf = ({ apiKey, model, apiAddress }: z.output<typeof config>): ChatServer => ({
  address: apiAddress,
  apiKey,
  model,
  limit: 'max_completion_tokens',
  form: 'schema',
});

export const openai = defineConnector({
  id: 'openai',
  title: 'OpenAI',
  summary: 'Proposes variants of your messages in the voice of your brand, for you to approve.',
  icon: 'brain',
  category: 'models',
  capabilities: ['write'],
  config,
  example: { apiKey: 'sk-example-0000', model: 'gpt-5-mini' },
  builtIn: false,
  rate: () => null,
  steps: [
    {
      title: 'Make a key',
      text: 'At platform.openai.com, make a project for Millrace with a monthly limit, and in it an API key.',
    },
  ],
  probe: (settings) => ({ via: 'http', request: chatProbe(serverOf(settings)) }),
  write: chatWriter(serverOf),
});
