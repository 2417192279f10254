import { fail } from '@millrace/base';
import { beginExport, exportedText } from '@millrace/services/exports';
import { createContext } from '../context.ts';
import { log, traceOf } from '../log.ts';
import { requestIdOf } from '../request-id.ts';
import { problemResponse } from '../rest/problem.ts';
import { isSameOrigin } from '../same-origin.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';

/** Streams a list as CSV to a signed-in person. The query has the filters of the list's screen. */
export async function handleExport(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const url = new URL(request.url);
  try {
    if (!isFromHere(request.headers))
      fail('not-allowed', { permission: 'an export asked for by another site' });
    const { context } = await createContext(request, requestId);
    if (!context) fail('not-signed-in');
    const list = url.pathname.split('/').at(-1) ?? '';
    const filters = Object.fromEntries(url.searchParams);
    const { fileName, currency } = await beginExport(context, { list, filters });
    return new Response(streamOf(exportedText(context, { list, filters, currency }), requestId), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'X-Request-Id': requestId,
      },
    });
  } catch (error) {
    return problemResponse(translate(error, requestId, '/api/export'), requestId);
  }
}

/** Another site's page may not start an export, which is written into the audit log. */
function isFromHere(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  return (
    site === null ||
    site === 'same-origin' ||
    site === 'none' ||
    isSameOrigin(headers, world().configuration.publicUrl)
  );
}

/** One page each time that the reader is ready for more, so that a slow reader fills no memory. */
function streamOf(pages: AsyncGenerator<string>, requestId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { value, done } = await pages.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // The file is cut off: a browser says that the download failed, and nobody takes half a list for all of it.
        log().error({ requestId, where: '/api/export', trace: traceOf(error) }, 'an export ended early');
        controller.error(error);
      }
    },
    cancel: async () => void (await pages.return(undefined)),
  });
}
