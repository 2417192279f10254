import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recall } from './memory.mjs';
import { readOptions } from './options.mjs';
import { silent } from './say.mjs';
import { openDatabase, openTemporal } from './services.mjs';
import { createSupervisor } from './supervisor.mjs';

let folder: string;
let taken: Server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-services-'));
  chmodSync(folder, 0o755);
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a port that is taken at the last moment is replaced by another, for the database and for Temporal', async () => {
  const { port } = taken.address() as AddressInfo;
  const options = readOptions({ MILLRACE_DATA: folder });
  const memory = recall(folder, options.preset);
  memory.ports = { postgres: port, temporal: port, temporalHttp: port };
  const supervisor = createSupervisor(folder, silent);
  const launch = { options, memory, supervisor, voice: silent, logFolder: folder };
  try {
    const [url, address] = await Promise.all([openDatabase(launch), openTemporal(launch)]);
    const sql = postgres(url, { max: 1 });
    expect([...(await sql`select 1 as one`)]).toEqual([{ one: 1 }]);
    await sql.end();
    expect(address).toBe(`127.0.0.1:${memory.ports.temporal}`);
    expect(Object.values(memory.ports)).not.toContain(port);
  } finally {
    await supervisor.stopAll();
  }
}, 180_000);
