import { createServer } from 'node:net';

/**
 * @param {number} port
 * @param {string} [host] every address when left out
 * @returns {Promise<boolean>} whether a server could listen there now
 */
export function isPortFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port of this machine that nothing listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/**
 * The remembered port if it is still free, otherwise another.
 * @param {number | undefined} remembered
 */
export async function keepOrFreePort(remembered) {
  return remembered && (await isPortFree(remembered, '127.0.0.1')) ? remembered : freePort();
}
