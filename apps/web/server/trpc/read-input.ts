import { fail } from '@millrace/base';
import { readJson } from '@millrace/run/parsing';
import { z } from 'zod';
import { MEGABYTE } from '../rest/operation.ts';
import { readBytes, requireJson } from '../rest/read-body.ts';

/** Largest body in bytes: enough for a flow if signed in, small otherwise. */
const LIMIT = 6 * MEGABYTE;
const LIMIT_OF_STRANGERS = 16 * 1024;

/**
 * The envelope that screens send (`envelope.ts`). Type annotations of superjson are refused: they allow references, with which
 * a few bytes could expand to an endless value.
 */
const envelopeSchema = z.strictObject({ json: z.unknown(), meta: z.strictObject({}).optional() });

/**
 * Reads and validates the input of a request: size, depth, text and envelope. @returns the same request with its body read
 * @throws MillraceError body-too-large, content-type-unsupported, json-malformed, limit-exceeded, input-invalid
 */
export async function readInput(request: Request, isKnown: boolean): Promise<Request> {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  // One response at the end instead of a stream, so that an error of any part sets the status.
  headers.delete('trpc-accept');
  const isBatch = url.searchParams.get('batch') === '1';
  if (request.method !== 'POST') {
    const given = url.searchParams.get('input');
    if (given !== null) judge(readJson(new TextEncoder().encode(given), 'refuse'), isBatch);
    return new Request(url, { method: request.method, headers });
  }
  requireJson(request);
  const bytes = await readBytes(request, isKnown ? LIMIT : LIMIT_OF_STRANGERS);
  headers.set('content-type', 'application/json');
  if (bytes.length > 0) judge(readJson(bytes, 'refuse'), isBatch);
  return new Request(url, {
    method: 'POST',
    headers,
    body: bytes.length === 0 ? '{}' : (bytes as Uint8Array<ArrayBuffer>),
  });
}

function judge(sent: unknown, isBatch: boolean): void {
  const envelopes = isBatch && typeof sent === 'object' && sent !== null ? Object.values(sent) : [sent];
  for (const envelope of envelopes) {
    if (typeof envelope === 'object' && envelope !== null && Object.keys(envelope).length === 0) continue;
    if (!envelopeSchema.safeParse(envelope).success)
      fail('input-invalid', { problems: 'send {"json": ...} as the screens do, and nothing beside it.' });
  }
}
