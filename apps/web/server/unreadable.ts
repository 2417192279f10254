import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { defaultHeaders } from './security-policy.ts';
import { world } from './world.ts';

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Responds to invalid HTTP, or to headers that are too long or too slow, with the default headers. */
export function unreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = STATUS[error.code ?? ''] ?? 400;
  const headers = defaultHeaders(world().configuration.publicUrl).map(({ key, value }) => `${key}: ${value}`);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...headers,
      'Connection: close',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  );
}
