import { connect, type ClientHttp2Session } from 'node:http2';

/**
 * `silent`: accepts connections and sends nothing, as a frozen process does. `other`: responds, but is not
 * Temporal.
 */
export type EngineAnswer = 'ok' | 'silent' | 'unreachable' | 'other';

/**
 * Probes whether Temporal responds at `host:port`. Its protocol (HTTP/2) begins with settings from the
 * server. The operating system accepts connections for a frozen process, but that process sends no settings.
 * Sends no request, so the caller needs no client.
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
