import { connect, type ClientHttp2Session } from 'node:http2';

/** `silent`: it takes connections and says nothing, as when it is frozen. `other`: what answers is no engine. */
export type EngineAnswer = 'ok' | 'silent' | 'unreachable' | 'other';

/**
 * Whether an engine answers at `host:port`. Its protocol (HTTP/2) begins with the server's settings: a frozen process takes
 * connections, for the system does that, and sends none. Nothing is asked of it, so that whoever only wants to know needs no client.
 * @param patience milliseconds
 */
export function probeEngine(address: string, patience: number): Promise<EngineAnswer> {
  return new Promise((resolve) => {
    let session: ClientHttp2Session | null = null;
    let isConnected = false;
    const settle = (answer: EngineAnswer) => {
      clearTimeout(timer);
      session?.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(isConnected ? 'silent' : 'unreachable'), patience);
    try {
      session = connect(`http://${address}`);
    } catch {
      settle('unreachable');
      return;
    }
    const lost = () => settle(isConnected ? 'other' : 'unreachable');
    session
      .once('connect', () => (isConnected = true))
      .once('remoteSettings', () => settle('ok'))
      .once('close', lost)
      .on('error', lost);
  });
}
