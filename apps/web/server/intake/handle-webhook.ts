import { isMillraceError } from '@millrace/base';
import { isConnection, receiveWebhook } from '@millrace/run/webhooks';
import type { Head } from '../endpoints.ts';
import { log } from '../log.ts';
import { measureRequest } from '../metrics.ts';
import { requestIdOf } from '../request-id.ts';
import { problemResponse } from '../rest/problem.ts';
import { readBytes } from '../rest/read-body.ts';
import { MEGABYTE } from '../rest/operation.ts';
import { translate } from '../translate.ts';
import { contextOfVisitor, world } from '../world.ts';

/** Largest body of a webhook, in bytes. */
const WEBHOOK_LIMIT = 10 * MEGABYTE;

/**
 * Most bytes of a webhook to read. Its signature covers the whole body, so anyone who knows a connection's address may send
 * up to the limit; others get no further.
 */
export async function webhookBytes({ url, headers }: Head): Promise<number | Response> {
  const [, , connector = '', connectionId = ''] = url.pathname.split('/');
  try {
    return (await isConnection(world().db, contextOfVisitor, { connector, connectionId }))
      ? WEBHOOK_LIMIT
      : 0;
  } catch (error) {
    const requestId = requestIdOf(headers);
    return problemResponse(translate(error, requestId, `/hooks/${connector}`), requestId);
  }
}

/** `POST /hooks/{connector}/{connectionId}`: verifies the signature over the raw bytes, stores the events, then responds. */
export async function handleWebhook(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const url = new URL(request.url);
  const [, , connector = '', connectionId = ''] = url.pathname.split('/');
  const done = measureRequest('POST', '/hooks');
  let response: Response;
  try {
    const body = await readBytes(request, WEBHOOK_LIMIT);
    const { db, configuration } = world();
    const received = await receiveWebhook(db, contextOfVisitor, {
      connector,
      connectionId,
      body,
      headers: Object.fromEntries(request.headers),
      // Signatures may cover the public address, which a reverse proxy hides.
      url: `${configuration.publicUrl}${url.pathname}${url.search}`,
    });
    response = new Response(received.body, {
      status: 200,
      headers: {
        'Content-Type': received.contentType,
        // Otherwise a two-letter response would be compressed, which costs more than handling the webhook.
        'Content-Length': String(Buffer.byteLength(received.body)),
        'X-Request-Id': requestId,
      },
    });
  } catch (error) {
    const known = translate(error, requestId, `/hooks/${connector}`);
    if (isMillraceError(error))
      log().info({ requestId, connector, connectionId, code: known.code }, 'webhook refused');
    response = problemResponse(known, requestId);
  }
  done(response.status);
  return response;
}
