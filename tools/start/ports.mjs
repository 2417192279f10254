import { createServer } from 'node:net';
import { Trouble } from './trouble.mjs';

/**
 * Addresses that a server on all addresses uses. All must be free, because a browser may try IPv4 or IPv6.
 */
const everywhere = ['0.0.0.0', '::', '127.0.0.1', '::1'];
/** Errors of a machine without IPv6, where none of it can be in use. */
const notThere = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

/**
 * @param {number} port
 * @param {string} [host] every address when left out
 * @returns {Promise<boolean>} whether a server could listen there now
 */
export async function isPortFree(port, host) {
  return (await refusal(port, host)) === null;
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<string | null>} the code of the system's error
 */
function refusal(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'unknown'));
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () =>
      server.close(() => resolve(null)),
    );
  });
}

/**
 * Checks that the web app can listen on a port.
 * @param {number} port
 * @param {string | null} host every address when null
 * @throws {Trouble} when it cannot
 */
export async function checkPort(port, host) {
  for (const address of host === null ? everywhere : [host]) {
    const code = await refusal(port, address);
    if (code === null || (host === null && notThere.has(code))) continue;
    if (code === 'EADDRINUSE') {
      const where = host === null && address.includes(':') ? ' for IPv6' : '';
      throw new Trouble(
        `Port ${port} is used by another program${where}.`,
        `Stop that program, or choose another port: PORT=${port < 65_535 ? port + 1 : 3000} npm start`,
      );
    }
    if (code === 'EACCES' || code === 'EPERM')
      throw new Trouble(
        `This user may not listen on port ${port}: ports below 1024 are for the administrator.`,
        'Choose a higher port, PORT=3000 npm start, and put a proxy before it.',
      );
    throw new Trouble(
      `HOST is "${address}", where this machine cannot listen (${code}).`,
      'Set it to an address of this machine, or leave it out to listen on all of them.',
    );
  }
}

/** A free port of this machine. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** The remembered port if it is still free, otherwise another one. @param {number | undefined} remembered */
export async function keepOrFreePort(remembered) {
  return remembered && (await isPortFree(remembered, '127.0.0.1')) ? remembered : freePort();
}

/**
 * The address by which this machine reaches a server listening there.
 * @param {string | null} host
 * @param {number} port
 */
export function localUrl(host, port) {
  const address = host === null || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
