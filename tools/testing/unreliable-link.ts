import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/**
 * How a link treats new and existing connections. `pass` forwards data. `frozen` forwards nothing and closes
 * nothing, like a frozen server or a broken network. `hang up` closes each new connection at once.
 */
export type LinkState = 'pass' | 'frozen' | 'hang up';

export interface UnreliableLink {
  readonly port: number;
  /** Number of connections made so far. */
  readonly made: number;
  set(state: LinkState): void;
  /** Closes all its connections. */
  cut(): void;
  /** Closes connections on which `bytes` are about to be forwarded to the server. */
  cutAt(bytes: string | null): void;
  close(): Promise<void>;
}

/** A TCP link to a server of this machine that can be broken in the ways that networks break. */
export async function unreliableLink(toPort: number): Promise<UnreliableLink> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: LinkState = 'pass';
  let trigger: string | null = null;
  let made = 0;
  const end = (pair: readonly [Socket, Socket]) => {
    for (const socket of pair) socket.destroy();
    pairs.delete(pair);
  };
  const apply = ([near, far]: readonly [Socket, Socket]) => {
    for (const socket of [near, far])
      if (state === 'frozen') socket.pause();
      else socket.resume();
  };
  const server = createServer((near) => {
    made += 1;
    near.on('error', () => undefined);
    if (state === 'hang up') {
      near.resume().end();
      return;
    }
    const far = connect(toPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (chunk) => (trigger !== null && chunk.includes(trigger) ? end(pair) : far.write(chunk)));
    far.on('data', (chunk) => near.write(chunk));
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => end(pair));
    apply(pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get made() {
      return made;
    },
    set(next) {
      state = next;
      for (const pair of pairs) apply(pair);
    },
    cut() {
      for (const pair of pairs) end(pair);
    },
    cutAt(bytes) {
      trigger = bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const pair of pairs) end(pair);
      }),
  };
}
