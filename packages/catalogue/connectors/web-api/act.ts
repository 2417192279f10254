import { fail } from '@millrace/base';
import { SECOND } from '@millrace/base';
import type { z } from 'zod';
import { done, notDone, refused, unclear, type Act, type ActCall, type ActOutcome } from '../act.ts';
import { HEADER_NAME, webRequest, OWN_HEADERS } from '../acts/web-request.ts';
import type { RepeatPromise } from '../capability.ts';
import { isOpen, type Answer, type HttpRequest } from '../exchange.ts';
import { addressProblem, addressTexts, wholeAddress, writeAddress } from '../acts/request-address.ts';
import { readBody, writeBody } from '../acts/request-body.ts';
import type { HttpConfig } from './config.ts';
import { keptOf } from './kept.ts';

type Input = z.output<typeof webRequest.input>;

const LARGEST_ANSWER = 256_000;

const read = (input: unknown): Input => webRequest.input.parse(input);
const hasBody = ({ method, body }: Input) => method !== 'GET' && method !== 'DELETE' && body.trim() !== '';

const HARMLESS: RepeatPromise = {
  means: 'harmless',
  harmless: true,
  sentence: 'GET, PUT and DELETE have the same result when they are repeated.',
};
const BY_KEY: RepeatPromise = {
  means: 'provider-key',
  harmless: true,
  sentence: 'The step says that the receiver ignores a repeat with the same Idempotency-Key.',
};
const BY_A_PERSON: RepeatPromise = {
  means: 'ask-a-person',
  harmless: false,
  sentence: 'A second POST or PATCH could do it twice, so a person decides when it is unclear.',
};

/**
 * A request to an address that the marketer chooses, with or without a connection that adds a secret header.
 */
export const requestByHttp: Act<HttpConfig | null> = {
  needs: 'nothing',
  repeat(input) {
    const { method, honoursKey } = read(input);
    return method !== 'POST' && method !== 'PATCH' ? HARMLESS : honoursKey ? BY_KEY : BY_A_PERSON;
  },
  texts(input) {
    const asked = read(input);
    return {
      ...addressTexts(asked.url),
      ...Object.fromEntries(asked.headers.map(({ value }, index) => [`header/${index}`, value])),
      ...(hasBody(asked) ? readBody(asked.body).texts : {}),
    };
  },
  request(call, config) {
    const asked = read(call.input);
    const request = requestOf(asked, call, config);
    return {
      via: 'http',
      request,
      timeoutMs: asked.timeoutSeconds * SECOND,
      maxAnswerBytes: LARGEST_ANSWER,
      maxRedirects: asked.method === 'GET' ? 5 : 0,
    };
  },
  outcome: (answer, call) => outcomeOf(answer, read(call.input)),
};

function requestOf(asked: Input, { callId, texts }: ActCall, config: HttpConfig | null): HttpRequest {
  const problem = addressProblem(asked.url, config !== null);
  if (problem !== null) fail('input-invalid', { problems: problem.replace(/\.$/, ''), fields: [] });
  const headers: Record<string, string> = { accept: 'application/json' };
  if (hasBody(asked)) headers['content-type'] = 'application/json';
  if (asked.method !== 'GET') headers['idempotency-key'] = callId;
  for (const [index, { name }] of asked.headers.entries())
    headers[headerName(name)] = headerValue(name, texts[`header/${index}`] ?? '');
  return {
    method: asked.method,
    url: wholeAddress(writeAddress(asked.url, texts), config?.baseUrl ?? null),
    headers,
    body: hasBody(asked) ? writeBody(asked.body, texts) : null,
    ...(config
      ? { auth: { kind: 'header', name: config.headerName.toLowerCase(), value: config.headerSecret } }
      : {}),
  };
}

function headerName(name: string): string {
  const own = name.toLowerCase();
  return HEADER_NAME.test(name) && !OWN_HEADERS.includes(own)
    ? own
    : fail('input-invalid', { problems: `The header ${name} cannot be set`, fields: [] });
}

/** In one line, with characters that a header can have. */
function headerValue(name: string, text: string): string {
  const value = text.replace(/[\r\n\0\t]+/g, ' ').trim();
  return /^[\x20-\x7e\x80-\xff]*$/.test(value)
    ? value
    : fail('input-invalid', {
        problems: `The header ${name} has characters that no header can have`,
        fields: [],
      });
}

function outcomeOf(answer: Answer, { keep, connection }: Input): ActOutcome {
  if (answer.kind === 'not-sent')
    return answer.cause === 'address-blocked' || answer.cause === 'request-invalid'
      ? refused(answer.reason)
      : notDone(answer.reason);
  if (answer.kind === 'no-answer') return unclear(answer.reason);
  if (answer.kind !== 'answered') return unclear('It did not answer by HTTP.');
  const { status } = answer;
  const said = `It answered ${status}.`;
  if (status < 300) {
    const found = keptOf(answer.json, keep);
    const missing = keep.filter(({ name }) => found[name] === null).map(({ path }) => path);
    return done(
      found,
      missing.length === 0 ? `Answered ${status}.` : `Answered ${status}, without ${missing.join(', ')}.`,
    );
  }
  if (status < 400) return refused(`It answered ${status} with a redirect, which is not followed`);
  if (status === 429) return notDone('It limits the request rate.', answer.retryAfterMs);
  if (isOpen(status)) return unclear(said);
  return (status === 401 || status === 403) && connection !== null
    ? notDone(said, null, true)
    : refused(said);
}
