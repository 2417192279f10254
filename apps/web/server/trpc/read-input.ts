import { fail } from '@millrace/base';
import { readJson } from '@millrace/services';
import { z } from 'zod';
import { MEGABYTE } from '../rest/operation.ts';
import { readBytes, requireJson } from '../rest/read-body.ts';

/** Bytes of a body: a flow's drawing for whoever is signed in, and hardly anything before. */
const LIMIT = 6 * MEGABYTE;
const LIMIT_OF_STRANGERS = 16 * 1024;

/** All that screens say of their input beyond JSON: which values are left out. */
type Left = 'undefined' | readonly ['undefined'] | { readonly [name: string]: Left } | readonly Left[];
const leftSchema: z.ZodType<Left> = z.lazy(() =>
  z.union([z.literal('undefined'), z.tuple([z.literal('undefined')]), z.array(leftSchema), z.record(z.string(), leftSchema)]),
);
/**
 * The envelope that superjson makes. Its notes can also ask for values that stand in several places at once: so a few bytes
 * become a value without end, or one whose text would fill the memory. Input is JSON, and such notes are refused.
 */
const envelopeSchema = z.strictObject({
  json: z.unknown(),
  meta: z.strictObject({ values: leftSchema.optional(), v: z.literal(1).optional() }).optional(),
});

/**
 * The same request with its input read and judged: its size, its depth, its text, and what it says beyond JSON.
 * @throws MillraceError body-too-large, content-type-unsupported, json-malformed, limit-exceeded, input-invalid
 */
export async function readInput(request: Request, isKnown: boolean): Promise<Request> {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  // One answer at the end, never a stream of parts: an error of any part has a status.
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
  return new Request(url, { method: 'POST', headers, body: bytes.length === 0 ? '{}' : (bytes as Uint8Array<ArrayBuffer>) });
}

function judge(sent: unknown, isBatch: boolean): void {
  const envelopes = isBatch && typeof sent === 'object' && sent !== null ? Object.values(sent) : [sent];
  for (const envelope of envelopes) {
    if (typeof envelope === 'object' && envelope !== null && Object.keys(envelope).length === 0) continue;
    if (!envelopeSchema.safeParse(envelope).success)
      fail('input-invalid', { problems: 'send {"json": ...} as the screens do, with nothing in "meta" but which values are left out.' });
  }
}
