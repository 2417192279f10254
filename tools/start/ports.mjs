import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EndedAtOnce, Trouble } from './trouble.mjs';

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

/** Below the ports that systems hand out to clients and to servers that ask for any. */
const own = { first: 11_000, last: 32_000 };

/**
 * A free port of this machine. It is none that the system hands out by itself: one of those could be the local
 * end of somebody's connection before the server that it is meant for listens.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(own.first, own.last);
    if (await isPortFree(port, '127.0.0.1')) return port;
  }
  throw new Trouble(
    'No free port was found on this machine.',
    `Stop programs that use ports from ${own.first} to ${own.last}, and start again.`,
  );
}

/**
 * Starts a server on free ports, and on others when it ends at once. Another program may take a port between
 * our check and the server's start, and Temporal opens further ports of its own.
 * @template Server
 * @param {(attempt: number) => Promise<Server>} start called again after each failure, to choose other ports
 * @returns {Promise<Server>}
 */
export async function onFreePorts(start) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(attempt);
    } catch (error) {
      if (!(error instanceof EndedAtOnce) || attempt === mostTries) throw error;
    }
  }
}
const mostTries = 3;

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
