import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree, keepOrFreePort } from './ports.mjs';

/** How many ports after the first are tried for the shop's pages. */
const near = 4;

/**
 * The port of the demo shop's pages and Admin API: the same as before, because links in messages lead there;
 * otherwise one near the product's own port.
 * @param {{ demo: boolean, port: number, dataFolder: string }} options
 * @param {number | undefined} remembered
 * @returns {Promise<number>}
 */
export async function demoPort({ port, dataFolder }, remembered) {
  const given = Number(process.env['MILLRACE_DEMO_PORT']);
  if (Number.isInteger(given) && given > 0 && given < 65_536) return given;
  const before = portOfShop(dataFolder) ?? remembered;
  if (before) return before;
  for (let step = 0; step < near; step += 1) {
    const wanted = port + 100 + step;
    if (wanted < 65_536 && (await isPortFree(wanted))) return wanted;
  }
  return keepOrFreePort(undefined);
}

/**
 * The port of the demo shop running on this folder.
 * @param {string} dataFolder
 * @returns {number | undefined}
 */
function portOfShop(dataFolder) {
  try {
    const { shopUrl } = JSON.parse(readFileSync(join(dataFolder, 'demo-shop', 'state.json'), 'utf8'));
    return Number(new URL(shopUrl).port) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Environment for our programs: allows calls to the demo shop as the only internal machine.
 * @param {number | undefined} port
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string>}
 */
export function demoAddress(port, env) {
  if (!port) return {};
  const host = `localhost:${port}`;
  const allowed = (env['MILLRACE_ALLOW_INTERNAL'] ?? '').trim();
  return {
    MILLRACE_DEMO_PORT: String(port),
    MILLRACE_DEMO_SHOP: `http://${host}`,
    MILLRACE_ALLOW_INTERNAL: allowed === '' ? host : `${allowed},${host}`,
  };
}
