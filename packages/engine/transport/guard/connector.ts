import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { resolveChecked } from './resolve.ts';

/**
 * A connector for undici that connects only to checked addresses, whether given as a name, an address or a
 * number.
 */
export function guardedConnector(timeout: number): buildConnector.connector {
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    resolveChecked(options.hostname, port).then(
      (addresses) => {
        // Returns the addresses already found, so that no name is looked up twice.
        const lookup: LookupFunction = (_host, wanted, done) => {
          const first = addresses[0]!;
          if (wanted.all) done(null, [...addresses]);
          else done(null, first.address, first.family);
        };
        buildConnector({ timeout, lookup } as buildConnector.BuildOptions)(options, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}
