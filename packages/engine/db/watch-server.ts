import type { Socket } from 'node:net';
import { openDriver } from './driver.ts';

const TICK = 250;
/** After this long without a response, test whether the server is still there; in milliseconds. */
const SUSPICIOUS = 1_500;
/** Errors of an unreachable server. It may have been reachable when the connections were opened. */
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTDOWN']);

interface Watched {
  read: number;
  written: number;
  /** Ticks since the last unanswered write. */
  quiet: number;
  waits: boolean;
}

export interface ServerWatch {
  /** Watches a socket. The driver calls it for each new one. */
  add(socket: Socket): void;
  /** Marks a transaction as open. @returns a function to call when it has ended */
  open(): () => void;
  stop(): void;
}

/**
 * A frozen server, or a broken network, does not end connections, so callers would wait for many minutes.
 * When a response takes long, this opens a separate connection to the server. If that gets no response within
 * `silence` milliseconds either, all connections are closed, waiting work fails, and the pool starts again.
 * Counts ticks instead of time, so that a process too busy to look does not take the server for silent.
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
    // After a response the next test waits as long as the first did.
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

/** Any response counts, even that the server has no free connection. */
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
