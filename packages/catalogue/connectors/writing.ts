import type { Json } from '@millrace/base';
import type { Outcome } from './delivery.ts';
import type { HttpAnswer, HttpAnswered, HttpRequest } from './exchange.ts';

/** What a language model is asked to write. It contains nothing about any customer. */
export interface WritingTask {
  /** Who writes, how, and what must not be written. */
  readonly instructions: string;
  /** What is to be written now. */
  readonly prompt: string;
  /** A name for the form of the answer: lower-case letters and `_`, at most 40. */
  readonly form: string;
  /**
   * JSON Schema of the answer: an object. Every field is required and every object closed, as strict providers
   * ask for.
   */
  readonly schema: Readonly<Record<string, Json>>;
  /** Tokens of the answer at most, with those for thinking. */
  readonly mostTokens: number;
}

/** What came of it. The caller checks `value`: a model may ignore the schema. */
export type Written =
  | { readonly result: 'written'; readonly value: unknown; readonly model: string }
  | {
      readonly result: 'not-written';
      /** What happened, as a sentence without a name: "The key is not accepted." */
      readonly reason: string;
      /** What to do, as a sentence. */
      readonly next: string;
      /** Whether the settings of the connection are wrong. */
      readonly connectionProblem: boolean;
    };

/** How a language model is asked: one request, one answer. Asking twice is harmless. */
export interface Writer<Config> {
  request(task: WritingTask, config: Config): HttpRequest;
  read(answer: HttpAnswer, config: Config): Written;
  /** The name of the model that writes. */
  model(config: Config): string;
}

export const notWritten = (reason: string, next: string, connectionProblem = false): Written => ({
  result: 'not-written',
  reason,
  next,
  connectionProblem,
});

/** The answer of a provider with a 2xx status, otherwise what is wrong and what to do. Statuses mean the same to all of them. */
export function answeredByModel(answer: HttpAnswer, model: string): HttpAnswered | Written {
  if (answer.kind === 'no-answer')
    return notWritten('No answer came in time.', 'Try again, ask for fewer variants, or use a faster model.');
  if (answer.kind === 'not-sent')
    return notWritten(
      answer.reason,
      answer.cause === 'address-blocked'
        ? 'Whoever runs Millrace can allow this machine by MILLRACE_ALLOW_INTERNAL.'
        : 'Check the address of the connection.',
      true,
    );
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  if (status === 401 || status === 403)
    return notWritten('The key is not accepted.', 'Enter the key again in the connection.', true);
  if (status === 404)
    return notWritten(
      `There is no model called “${model}” at this address.`,
      'Choose another model in the connection.',
      true,
    );
  if (status === 402)
    return notWritten('The account has no credit left.', 'Add credit at the provider.', true);
  if (status === 429)
    return notWritten(
      'The limit of the account is reached.',
      'Try again in a minute. If it lasts, look at the limits and the credit of the account at the provider.',
    );
  if (status === 408 || status >= 500)
    return notWritten(
      `It answered ${status}.`,
      'Try again in a minute. If it lasts, look whether the provider reports an outage.',
    );
  if (status === 413)
    return notWritten(
      'The text is too long for this model.',
      'Shorten the message or the examples of your voice.',
    );
  return notWritten(
    `It answered ${status}: it does not take this request.`,
    'Choose another model in the connection: this one may not write in a fixed form.',
  );
}

export const REFUSED_TO_WRITE = notWritten(
  'The model refused to write this.',
  'Change the message or the facts, or use another model.',
);
export const CUT_OFF = notWritten(
  'The answer was cut off because it was too long.',
  'Ask for fewer variants.',
);
const UNREADABLE = notWritten(
  'The answer is not in the form that was asked for.',
  'Try again. If it lasts, use another model: small ones often cannot keep to a form.',
);

/** The JSON in the text of a model: alone, between the fences of a code block, or after its thoughts. */
export function writtenIn(text: unknown, model: unknown, fallback: string): Written {
  if (typeof text !== 'string') return UNREADABLE;
  const bare = text
    .replace(/^\s*<think>[^]*?<\/think>/, '')
    .trim()
    .replace(/^```(?:json)?\s*\n([^]*?)\n?```$/, '$1');
  try {
    const value: unknown = JSON.parse(bare);
    return {
      result: 'written',
      value,
      model: typeof model === 'string' && model ? model.slice(0, 100) : fallback,
    };
  } catch {
    return UNREADABLE;
  }
}

/** What an answer says of the connection, in the form that its health is read from. */
export function writingOutcome(written: Written): Outcome {
  return written.result === 'written'
    ? { result: 'accepted', providerId: null }
    : {
        result: 'retry',
        reason: written.reason,
        afterMs: null,
        connectionProblem: written.connectionProblem,
      };
}

/** The text of a field of an answer, whatever the answer is. */
export function fieldOf(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? (found as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
