import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const example = readFileSync(join(root, '.env.example'), 'utf8');

const dependsOn = z.record(
  z.string(),
  z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully', 'service_started']) }),
);
const service = z.object({
  image: z.string(),
  restart: z.string(),
  environment: z.record(z.string(), z.string()),
  command: z.array(z.string()).optional(),
  working_dir: z.string().optional(),
  depends_on: dependsOn.optional(),
  healthcheck: z.object({ test: z.array(z.string()).min(2), interval: z.string(), retries: z.number() }).optional(),
  deploy: z.object({ replicas: z.string() }).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  container_name: z.undefined().optional(),
});
const { services, volumes } = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(text, { merge: true }));

const named = (name: string) => {
  const found = services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
};
const running = ['postgres', 'temporal', 'web', 'worker'];
const jobs = ['temporal-schema', 'temporal-namespace', 'migrate'];

test('production has a database, an engine on it, a web app, workers, and the jobs that prepare them', () => {
  expect(Object.keys(services).sort()).toEqual([...running, ...jobs].sort());
});

test('everything that keeps running is watched and comes back by itself after a crash or a reboot', () => {
  for (const name of running) {
    expect(named(name).restart, name).toBe('unless-stopped');
    expect(named(name).healthcheck, name).toBeDefined();
  }
  for (const name of jobs) expect(named(name).restart, name).toMatch(/^on-failure/);
});

test('nothing starts before what it needs is ready, and every need is a service that exists', () => {
  for (const [name, { depends_on: needs = {} }] of Object.entries(services)) {
    for (const [need, { condition }] of Object.entries(needs)) {
      expect(condition, `${name} needs ${need}`).toBe(jobs.includes(need) ? 'service_completed_successfully' : 'service_healthy');
      named(need);
    }
  }
  expect(Object.keys(named('worker').depends_on ?? {}).sort()).toEqual(['migrate', 'temporal-namespace']);
  expect(Object.keys(named('web').depends_on ?? {})).toEqual(['migrate']);
});

test('workers can be scaled out: their number is a setting and nothing ties one to a name or a port', () => {
  const worker = named('worker');
  expect(worker.deploy?.replicas).toBe('${WORKERS:-2}');
  expect(worker.ports).toBeUndefined();
  expect(text).not.toContain('container_name');
});

test('no password or key is written down: each comes from the environment and a missing one stops the start', () => {
  for (const secret of ['POSTGRES_PASSWORD', 'MILLRACE_SECRET', 'MILLRACE_ADMIN_PASSWORD']) {
    const uses = [...text.matchAll(new RegExp(`\\$\\{${secret}([^}]*)\\}`, 'g'))];
    expect(uses.length, secret).toBeGreaterThan(0);
    for (const [, rest] of uses) expect(rest, secret).toMatch(/^:\?/);
    expect(example, secret).toMatch(new RegExp(`^${secret}=$`, 'm'));
  }
});

test('every setting that is read is explained in .env.example, and none is explained that is not read', () => {
  const read = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name));
  const explained = new Set([...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name));
  expect([...read].sort()).toEqual([...explained].sort());
});

test('only the web app can be reached from outside the machine', () => {
  expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(['web']);
});

test('the database’s files outlive its container', () => {
  expect(named('postgres').volumes).toEqual(['postgres:/var/lib/postgresql']);
  expect(Object.keys(volumes)).toEqual(['postgres']);
});

test('the programs that containers run are files of this checkout', () => {
  const commands = [...Object.values(services).flatMap((each) => each.command ?? []), dockerfile].join(' ');
  const files = [...commands.matchAll(/\b(?:apps|packages)\/[\w/-]+\.ts\b/g)].map(([file]) => file);
  expect(new Set(files)).toEqual(
    new Set(['packages/engine/db/migrate.ts', 'packages/engine/services/setup/main.ts', 'apps/worker/main.ts', 'apps/web/serve.ts']),
  );
  for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
});

test('the compiled programs that containers run are those that the image compiles', () => {
  const compiled = [...dockerfile.matchAll(/bundle\.mjs \S+ (\S+)/g)].map(([, out]) => out);
  const run = ['web', 'worker'].map((name) => {
    const { command, working_dir: folder } = named(name);
    const file = (command ?? []).find((word) => word.endsWith('.js')) ?? '';
    return folder ? `${folder.replace('/app/', '')}/${file}` : file;
  });
  expect(run.toSorted()).toEqual(compiled.toSorted());
});

test('our image is built on Debian, for the engine’s core does not run on Alpine, and runs as no root', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(bases.length).toBe(2);
  for (const base of bases) expect(base).toMatch(/^node:\d+-(bookworm|trixie)-slim$/);
  expect(dockerfile).toMatch(/^USER node$/m);
  for (const name of ['migrate', 'web', 'worker']) expect(named(name).image).toBe('${MILLRACE_IMAGE:-millrace:latest}');
});

test('versions are pinned, so that a restart never brings another one', () => {
  for (const name of ['postgres', ...jobs.slice(0, 2), 'temporal']) expect(named(name).image, name).toMatch(/:\d+(\.\d+\.\d+)?$/);
});
