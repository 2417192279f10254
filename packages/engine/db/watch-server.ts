import type { Socket } from 'node:net';
import { openDriver } from './driver.ts';

const TICK = 250;
/** So long an answer may take before anybody asks whether the server is still there; milliseconds. */
const SUSPICIOUS = 1_500;
/** Of a server that cannot be reached at all. It may have been there when the connections were made. */
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTDOWN']);

interface Watched {
  read: number;
  written: number;
  /** Ticks since something was sent that nothing has come back for. */
  quiet: number;
  waits: boolean;
}

export interface ServerWatch {
  /** For the driver, which tells of each socket. */
  add(socket: Socket): void;
  /** Says that a transaction is open; to be called when it no longer is. */
  open(): () => void;
  stop(): void;
}

/**
 * A server that is frozen, or behind a network that lost it, ends no connection: whoever waits for its answer waits for many
 * minutes. Where an answer takes long, the server is asked by a connection of its own; if that gets none within `silence`
 * milliseconds either, all connections are closed, what waits fails, and the pool begins anew. Time is counted in ticks, so
 * that a process too busy to look is not taken for a silent server.
 */
export function watchServer(url: string, silence: number): ServerWatch {
  const sockets = new Map<Socket, Watched>();
  const transactions = new Map<object, number>();
  let asking: { ticks: number; settled: boolean; isSilent: boolean; end: () => void } | null = null;

  const tick = () => {
    let longest = 0;
    for (const [socket, watched] of sockets) {
      if (socket.destroyed) {
        sockets.delete(socket);
        continue;
      }
      const { bytesRead: read, bytesWritten: written } = socket;
      if (written !== watched.written) watched.waits = true;
      if (read !== watched.read) watched.waits = false;
      watched.quiet = watched.waits ? watched.quiet + 1 : 0;
      Object.assign(watched, { read, written });
      longest = Math.max(longest, watched.quiet);
    }
    for (const [transaction, ticks] of transactions) {
      transactions.set(transaction, ticks + 1);
      longest = Math.max(longest, ticks);
    }
    if (asking) look();
    else if (longest * TICK >= SUSPICIOUS) asking = ask(url);
  };

  const look = () => {
    if (!asking) return;
    asking.ticks += 1;
    const isSilent = asking.settled ? asking.isSilent : asking.ticks * TICK >= silence;
    if (isSilent) for (const socket of sockets.keys()) socket.destroy();
    // After an answer the next question comes as late as the first one did.
    if (isSilent || (asking.settled && asking.ticks * TICK >= SUSPICIOUS)) {
      asking.end();
      asking = null;
    }
  };

  const timer = setInterval(tick, TICK);
  timer.unref();
  return {
    add: (socket) => void sockets.set(socket, { read: 0, written: 0, quiet: 0, waits: false }),
    open() {
      const transaction = {};
      transactions.set(transaction, 0);
      return () => transactions.delete(transaction);
    },
    stop() {
      clearInterval(timer);
      asking?.end();
    },
  };
}

/** Whatever the server says counts as an answer, also that it takes no more connections. */
function ask(url: string) {
  const opened = new Set<Socket>();
  const sql = openDriver(url, {
    max: 1,
    fetch_types: false,
    connect_timeout: 60,
    connection: { application_name: 'millrace-watch' },
    onsocket: (socket) => opened.add(socket.unref()),
  });
  const state = {
    ticks: 0,
    settled: false,
    isSilent: false,
    end: () => {
      for (const socket of opened) socket.destroy();
      void sql.end({ timeout: 0 });
    },
  };
  sql`select 1`.then(
    () => (state.settled = true),
    (error: { code?: string }) =>
      Object.assign(state, { settled: true, isSilent: UNREACHABLE.has(error.code ?? '') }),
  );
  return state;
}
