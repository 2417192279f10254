import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loginName } from '../start/logins.mjs';

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
  cap_drop: z.array(z.string()).optional(),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  privileged: z.undefined().optional(),
  user: z.string().optional(),
  init: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  command: z.array(z.string()).optional(),
  working_dir: z.string().optional(),
  depends_on: dependsOn.optional(),
  healthcheck: z
    .object({ test: z.array(z.string()).min(2), interval: z.string(), retries: z.number() })
    .optional(),
  deploy: z.object({ replicas: z.string() }).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  container_name: z.undefined().optional(),
});
const { services, volumes, networks } = z
  .object({
    services: z.record(z.string(), service),
    volumes: z.record(z.string(), z.unknown()),
    networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
  })
  .parse(parse(text, { merge: true }));

const named = (name: string) => {
  const found = services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
};
const running = ['postgres', 'temporal', 'web', 'worker'];
const jobs = ['temporal-databases', 'temporal-schema', 'temporal-namespace', 'migrate'];
const ours = ['temporal-databases', 'migrate', 'web', 'worker'];

test('production has a database, Temporal on that database, a web app, workers, and the jobs that prepare them', () => {
  expect(Object.keys(services).sort()).toEqual([...running, ...jobs].sort());
});

test('every long-running service has a health check and restarts after a crash or a reboot', () => {
  for (const name of running) {
    expect(named(name).restart, name).toBe('unless-stopped');
    expect(named(name).healthcheck, name).toBeDefined();
  }
  for (const name of jobs) expect(named(name).restart, name).toMatch(/^on-failure/);
});

test('nothing starts before what it needs is ready, and every need is an existing service', () => {
  for (const [name, { depends_on: needs = {} }] of Object.entries(services)) {
    for (const [need, { condition }] of Object.entries(needs)) {
      expect(condition, `${name} needs ${need}`).toBe(
        jobs.includes(need) ? 'service_completed_successfully' : 'service_healthy',
      );
      named(need);
    }
  }
  expect(Object.keys(named('worker').depends_on ?? {}).sort()).toEqual(['migrate', 'temporal-namespace']);
  expect(Object.keys(named('web').depends_on ?? {})).toEqual(['migrate']);
});

test('workers can be scaled: their number is a setting, and nothing ties one to a name or a port', () => {
  const worker = named('worker');
  expect(worker.deploy?.replicas).toBe('${WORKERS:-2}');
  expect(worker.ports).toBeUndefined();
  expect(text).not.toContain('container_name');
});

test('no password or key is written in the file: each comes from the environment, and a missing one stops the start', () => {
  for (const secret of [
    'POSTGRES_PASSWORD',
    'DATABASE_APP_PASSWORD',
    'DATABASE_AUTH_PASSWORD',
    'TEMPORAL_DB_PASSWORD',
    'MILLRACE_SECRET',
    'MILLRACE_ADMIN_PASSWORD',
  ]) {
    const uses = [...text.matchAll(new RegExp(`\\$\\{${secret}([^}]*)\\}`, 'g'))];
    expect(uses.length, secret).toBeGreaterThan(0);
    for (const [, rest] of uses) expect(rest, secret).toMatch(/^:\?/);
    expect(example, secret).toMatch(new RegExp(`^${secret}=$`, 'm'));
  }
});

test('.env.example explains every setting that is read, and no other', () => {
  const read = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name));
  const explained = new Set([...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name));
  expect([...read].sort()).toEqual([...explained].sort());
});

test('only the web app can be reached, and from outside the machine only when configured', () => {
  expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(['web']);
  expect(named('web').ports).toEqual(['${BIND_ADDRESS:-127.0.0.1}:${PORT:-3000}:3000']);
});

test('database and Temporal are in an internal network, and only services that serve or send are in another', () => {
  expect(networks).toEqual({ inside: { internal: true }, outside: null });
  for (const [name, { networks: mine }] of Object.entries(services))
    expect(mine, name).toEqual(['web', 'worker'].includes(name) ? ['inside', 'outside'] : ['inside']);
});

test('no container may gain privileges, has a kernel capability, runs as root, or writes to its own files', () => {
  for (const [name, each] of Object.entries(services)) {
    expect(each, name).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      read_only: true,
    });
    expect([each.cap_add, each.privileged], name).toEqual([undefined, undefined]);
    expect(each.tmpfs, name).toContain('/tmp');
  }
  // The images of others set their user, which is never root.
  expect(named('postgres').user).toBe('postgres');
  expect(dockerfile).not.toContain('--chown');
});

test('each service has only the passwords it needs: the web app does not have the owner’s', () => {
  const knows = (secret: string) =>
    Object.keys(services)
      .filter((name) => JSON.stringify(named(name).environment).includes(`\${${secret}:`))
      .toSorted();
  expect(knows('POSTGRES_PASSWORD')).toEqual(['migrate', 'postgres', 'temporal-databases']);
  expect(knows('DATABASE_APP_PASSWORD')).toEqual(['migrate', 'web', 'worker']);
  expect(knows('DATABASE_AUTH_PASSWORD')).toEqual(['migrate', 'web']);
  expect(knows('TEMPORAL_DB_PASSWORD')).toEqual(
    ['temporal', 'temporal-databases', 'temporal-namespace', 'temporal-schema'].filter(
      (name) => name !== 'temporal-namespace',
    ),
  );
  expect(knows('MILLRACE_SECRET')).toEqual(['migrate', 'web', 'worker']);
  expect(knows('MILLRACE_ADMIN_PASSWORD')).toEqual(['web']);
});

test('web, worker and sign-in log in with the roles created for a database of that name', () => {
  const user = (address: string | undefined) =>
    new URL((address ?? '').replaceAll(/\$\{[^}]*\}/g, 'x')).username;
  const database = named('postgres').environment['POSTGRES_DB'] ?? '';
  for (const name of ['web', 'worker', 'migrate'])
    expect(user(named(name).environment['DATABASE_APP_URL']), name).toBe(loginName(database, 'app'));
  for (const name of ['web', 'migrate'])
    expect(user(named(name).environment['DATABASE_AUTH_URL']), name).toBe(loginName(database, 'auth'));
  expect(named('worker').environment['DATABASE_AUTH_URL']).toBeUndefined();
});

test('the database’s files outlive its container', () => {
  expect(named('postgres').volumes).toEqual(['postgres:/var/lib/postgresql']);
  expect(Object.keys(volumes)).toEqual(['postgres']);
});

test('the programs that containers run are files of this checkout', () => {
  const commands = [...Object.values(services).flatMap((each) => each.command ?? []), dockerfile].join(' ');
  const files = [...commands.matchAll(/\b(?:apps|packages)\/[\w/-]+\.ts\b/g)].map(([file]) => file);
  expect(new Set(files)).toEqual(
    new Set([
      'packages/engine/db/main.ts',
      'packages/engine/db/temporal-databases.ts',
      'packages/engine/services/setup/main.ts',
      'apps/worker/main.ts',
      'apps/web/serve.ts',
    ]),
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

test('our image is built on Debian, because Temporal’s core does not run on Alpine, and runs as a user without privileges', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(bases).toEqual(['${NODE_IMAGE}', '${NODE_IMAGE}']);
  expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+-(bookworm|trixie)-slim$/m);
  expect(dockerfile).toMatch(/^USER node$/m);
  for (const name of ours) expect(named(name).image).toBe('${MILLRACE_IMAGE:-millrace:latest}');
});

test('versions are pinned, so that a restart never brings a new one', () => {
  for (const name of Object.keys(services).filter((each) => !ours.includes(each)))
    expect(named(name).image, name).toMatch(/^\$\{\w+_IMAGE:-[\w/-]+:\d+(\.\d+\.\d+)?\}$/);
});

test('the image installs exactly what the lock file says, and the lock file has the packages of every system', () => {
  expect(dockerfile).toContain('RUN npm ci');
  expect(dockerfile).not.toContain('npm install');
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          version: z.string().optional(),
          link: z.boolean().optional(),
          inBundle: z.boolean().optional(),
          integrity: z.string().optional(),
          optionalDependencies: z.record(z.string(), z.string()).optional(),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const missing: string[] = [];
  for (const [path, { optionalDependencies = {}, integrity, link, inBundle }] of Object.entries(
    lock.packages,
  )) {
    for (const name of Object.keys(optionalDependencies))
      if (!lock.packages[`${path}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`])
        missing.push(`${name} of ${path}`);
    if (path.includes('node_modules/') && !link && !inBundle && !integrity)
      missing.push(`the checksum of ${path}`);
  }
  expect(missing).toEqual([]);
});

test('npm ci accepts the lock file', () => {
  const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--offline', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('npm error');
  expect(status).toBe(0);
}, 60_000);
