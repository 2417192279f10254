import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface PretendedPostgres {
  readonly port: number;
  close(): Promise<void>;
}

/** Responses of a server of another version or in another state, which a test cannot run for real. */
export interface Script {
  /** Refuses this many connections with this SQLSTATE. */
  readonly refuses?: { readonly code: string; readonly times: number };
  /** The one row of its response to every query. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
}

const int32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const int16 = (value: number) => Buffer.from([value >>> 8, value]);
const text = (value: string) => Buffer.from(`${value}\0`);
function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

/**
 * Implements as much of the protocol (version 3, PostgreSQL manual, chapter 54) as a driver needs for one
 * query.
 */
export async function pretendPostgres({ refuses, row }: Script): Promise<PretendedPostgres> {
  let callers = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    callers += 1;
    const turnedAway = refuses && callers <= refuses.times;
    socket.once('data', () => {
      if (turnedAway) {
        socket.end(
          message(
            'E',
            Buffer.from('S'),
            text('FATAL'),
            Buffer.from('C'),
            text(refuses.code),
            Buffer.from('M'),
            text('not now'),
            Buffer.from([0]),
          ),
        );
        return;
      }
      socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]));
      socket.on('data', (asked) => {
        // The client's Sync message, which ends its query.
        if (asked.includes(Buffer.from([0x53, 0, 0, 0, 4]))) socket.write(answerOf(row));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The numbers of bool, int4 and text in pg_type. */
const typeOf = (value: unknown) => (typeof value === 'boolean' ? 16 : typeof value === 'number' ? 23 : 25);

function answerOf(row: Script['row']): Buffer {
  const columns = Object.entries(row).map(([name, value]) =>
    Buffer.concat([
      text(name),
      int32(0),
      int16(0),
      int32(typeOf(value)),
      int16(-1 & 0xffff),
      int32(-1),
      int16(0),
    ]),
  );
  const values = Object.values(row).map((value) => {
    const words = typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
    return value === null ? int32(-1) : Buffer.concat([int32(Buffer.byteLength(words)), Buffer.from(words)]);
  });
  return Buffer.concat([
    message('1'),
    message('t', int16(0)),
    message('T', int16(columns.length), ...columns),
    message('2'),
    message('D', int16(values.length), ...values),
    message('C', text('SELECT 1')),
    message('Z', Buffer.from('I')),
  ]);
}
