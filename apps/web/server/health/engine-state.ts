import { connect, type ClientHttp2Session } from 'node:http2';
import type { State } from './state.ts';

/**
 * Whether the engine at `host:port` works. Its protocol begins with the server's settings: a frozen process takes connections,
 * for the system does that, and says nothing.
 * @param patience milliseconds
 */
export function engineState(address: string, patience: number): Promise<State> {
  return new Promise((resolve) => {
    let session: ClientHttp2Session | null = null;
    let isConnected = false;
    const settle = (state: State) => {
      clearTimeout(timer);
      session?.destroy();
      resolve(state);
    };
    const timer = setTimeout(() => settle(isConnected ? 'silent' : 'unreachable'), patience);
    try {
      session = connect(`http://${address}`);
    } catch {
      settle('unreachable');
      return;
    }
    session
      .once('connect', () => (isConnected = true))
      .once('remoteSettings', () => settle('ok'))
      .once('close', () => settle('unreachable'))
      .on('error', () => settle('unreachable'));
  });
}
