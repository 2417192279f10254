import { z } from 'zod';
import { defineConnector } from '../connector-kind.ts';
import type { HttpRequest } from '../exchange.ts';
import { modelAddressField, modelField, modelKeyField } from '../model-fields.ts';
import {
  answeredByModel,
  CUT_OFF,
  fieldOf,
  notWritten,
  REFUSED_TO_WRITE,
  writtenIn,
  type Writer,
} from '../writing.ts';

const config = z.object({
  apiKey: modelKeyField('Made at aistudio.google.com under API keys'),
  model: modelField('As Google lists it, such as gemini-2.5-flash'),
  apiAddress: modelAddressField('API address', 'Leave it as it is').default(
    'https://generativelanguage.googleapis.com',
  ),
});
type Config = z.output<typeof config>;

const asked = ({ apiKey }: Config): Pick<HttpRequest, 'headers' | 'auth'> => ({
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  auth: { kind: 'header', name: 'x-goog-api-key', value: apiKey },
});

/** Ends that mean that the model may not write this. */
const REFUSALS: readonly unknown[] = [
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
];

const write: Writer<Config> = {
  request: (task, settings) => ({
    method: 'POST',
    url: `${settings.apiAddress}/v1beta/models/${encodeURIComponent(settings.model)}:generateContent`,
    body: JSON.stringify({
      systemInstruction: { parts: [{ text: task.instructions }] },
      contents: [{ role: 'user', parts: [{ text: task.prompt }] }],
      generationConfig: {
        maxOutputTokens: task.mostTokens,
        responseMimeType: 'application/json',
        responseJsonSchema: task.schema,
      },
    }),
    ...asked(settings),
  }),
  read(answer, { model }) {
    // A wrong key is a 400 here.
    if (
      answer.kind === 'answered' &&
      fieldOf(answer.json, 'error', 'details', 0, 'reason') === 'API_KEY_INVALID'
    )
      return notWritten('The key is not accepted.', 'Enter the key again in the connection.', true);
    const found = answeredByModel(answer, model);
    if ('result' in found) return found;
    if (fieldOf(found.json, 'promptFeedback', 'blockReason') !== undefined) return REFUSED_TO_WRITE;
    const end = fieldOf(found.json, 'candidates', 0, 'finishReason');
    if (REFUSALS.includes(end)) return REFUSED_TO_WRITE;
    if (end === 'MAX_TOKENS') return CUT_OFF;
    const parts = fieldOf(found.json, 'candidates', 0, 'content', 'parts');
    const text = Array.isArray(parts)
      ? parts
          .filter((part) => fieldOf(part, 'thought') !== true)
          .map((part) => fieldOf(part, 'text'))
          .filter((part) => typeof part === 'string')
          .join('')
      : undefined;
    return writtenIn(text, fieldOf(found.json, 'modelVersion'), model);
  },
  model: ({ model }) => model,
};

export const gemini = defineConnector({
  id: 'gemini',
  title: 'Google Gemini',
  summary: 'Proposes variants of your messages in the voice of your brand, for you to approve.',
  icon: 'brain',
  category: 'models',
  capabilities: ['write'],
  config,
  example: { apiKey: 'example-key-0000', model: 'gemini-2.5-flash' },
  builtIn: false,
  rate: () => null,
  steps: [
    {
      title: 'Make a key',
      text: 'At aistudio.google.com, make an API key in a project with a limit on what it may cost.',
    },
  ],
  // Lists the models: it costs nothing, and needs the key.
  probe: (settings) => ({
    via: 'http',
    request: {
      method: 'GET',
      url: `${settings.apiAddress}/v1beta/models?pageSize=1`,
      body: null,
      ...asked(settings),
    },
  }),
  write,
});
