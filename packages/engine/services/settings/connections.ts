import { randomBytes } from 'node:crypto';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import {
  type Context,
  defineVerb,
  parseInput,
  freeRecord,
  instant,
  notShown,
  type Shape,
} from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { fail, type Instant, type Json } from '@millrace/base';
import { CONNECTORS, findConnector, secretFields } from '@millrace/connectors';
import { forgetHealth } from '@millrace/run/connection-health';
import { unregister } from '@millrace/run/pulls';
import { z } from 'zod';
import { record, shown } from '../paging/shown.ts';
import { tryWhatWaits } from '../connection-health/try-what-waits.ts';
import { healthFields, healthView, type HealthRow } from '../connection-health/health-view.ts';

const connectionSchema = z
  .strictObject({
    id: z.uuid(),
    connector: z.string(),
    title: z.string(),
    name: z.string(),
    config: freeRecord,
    secretsSet: z
      .array(z.string())
      .describe('Names of the secrets that are set; their values are never returned'),
    state: z.string(),
    intakeUrl: z.string().nullable().describe('Where the system must send its webhooks'),
    demo: z.boolean(),
    registration: z
      .strictObject({ topics: z.int().nullable(), at: instant.nullable(), problem: z.string().nullable() })
      .nullable()
      .describe('Webhooks that Millrace registers itself; null when it does not, or has not tried'),
    signIn: z
      .enum(['possible', 'done'])
      .nullable()
      .describe('Whether the owner can sign in to this system, and has done so'),
    lastEventAt: instant.nullable(),
    ...healthFields,
    createdAt: instant,
    ...notShown,
  })
  .meta({ id: 'Connection' });
export type ConnectionView = Shape<typeof connectionSchema>;

interface Row extends HealthRow {
  readonly id: string;
  readonly connector: string;
  readonly name: string;
  readonly config: Record<string, Json>;
  readonly secrets: Uint8Array | null;
  readonly state: string;
  readonly pace: number;
  readonly last_event_at: Instant | null;
  readonly created_at: Instant;
  readonly disabled_at: Instant | null;
  readonly registered_topics: readonly string[] | null;
  readonly registered_at: Instant | null;
  readonly registration_problem: string | null;
}

function view(row: Row, context: Context): ConnectionView {
  const kind = findConnector(row.connector);
  return {
    id: row.id,
    connector: row.connector,
    title: kind?.title ?? row.connector,
    name: row.name,
    config: row.config,
    secretsSet: Object.keys(openSecretsSafely(context, row.secrets)),
    state: row.disabled_at ? 'disabled' : row.state,
    intakeUrl: kind?.webhook ? `${context.publicUrl}/hooks/${row.connector}/${row.id}` : null,
    demo: row.pace > 1,
    signIn: signInOf(row, context),
    registration:
      kind?.registration && (row.registered_at !== null || row.registration_problem !== null)
        ? {
            topics: row.registered_topics?.length ?? null,
            at: row.registered_at,
            problem: row.registration_problem,
          }
        : null,
    lastEventAt: row.last_event_at,
    ...healthView(row),
    createdAt: row.created_at,
  };
}

function openSecretsSafely(context: Context, secrets: Uint8Array | null): Record<string, unknown> {
  try {
    return openSecrets(context, secrets);
  } catch {
    return {};
  }
}

/** Read from the settings as far as possible; their problems are shown elsewhere. */
function signInOf(row: Row, context: Context): ConnectionView['signIn'] {
  const kind = findConnector(row.connector);
  const secrets = openSecretsSafely(context, row.secrets);
  const config = kind?.config.safeParse({ ...row.config, ...secrets });
  if (!kind?.signIn || !config?.success || !kind.signIn.isPossible(config.data)) return null;
  return secrets[kind.signIn.fields.access] ? 'done' : 'possible';
}

/** Generates the webhook secret when the owner has chosen none. */
function withOwnSecret(connectorId: string, config: Record<string, unknown>): Record<string, unknown> {
  const own = findConnector(connectorId)?.ownSecret;
  return own === undefined || config[own.field] ? config : { ...config, [own.field]: newSecret() };
}

/** Splits the config into what may be shown and what is encrypted. @throws MillraceError input-invalid */
function splitConfig(
  connectorId: string,
  config: unknown,
): { shown: Record<string, unknown>; secret: Record<string, unknown> } {
  const kind = findConnector(connectorId);
  if (!kind || kind.builtIn) fail('not-found', { what: 'connector' });
  const parsed = parseInput(kind.config, config) as Record<string, unknown>;
  const names = new Set(secretFields(kind));
  const entries = Object.entries(parsed).filter(([, value]) => value !== undefined);
  return {
    shown: Object.fromEntries(entries.filter(([name]) => !names.has(name))),
    secret: Object.fromEntries(entries.filter(([name, value]) => names.has(name) && value !== '')),
  };
}

/** The shop that the settings name permanently; null when only a delivery can tell. */
export function shopOfConfig(connector: string, config: Record<string, unknown>): string | null {
  return findConnector(connector)?.shop?.ofConfig(config) ?? null;
}

export const listConnections = defineVerb({
  name: 'connections-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(connectionSchema),
  run: async (tx, _input, context) =>
    (await tx<Row[]>`select * from connections order by created_at`).map((row) =>
      shown(row, (connection) => view(connection, context), { config: [record, {}] }),
    ),
});

/** The form of the settings, without fields that signing in sets. */
function formOf(config: z.ZodType) {
  const schema = z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' });
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([, field]) => !(typeof field === 'object' && field['byUs'] === true),
  );
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** All systems that can be connected. */
export function listConnectors() {
  return CONNECTORS.filter((kind) => !kind.builtIn).map((kind) => ({
    id: kind.id,
    title: kind.title,
    summary: kind.summary,
    icon: kind.icon,
    capabilities: kind.capabilities,
    category: kind.category,
    steps: kind.steps ?? [],
    topics: (kind.webhook?.topics ?? []).map(({ title, needed }) => ({ title, needed })),
    registers: kind.registration !== undefined,
    reads: (kind.pull?.resources ?? []).map(({ title }) => title),
    rotates: kind.ownSecret !== undefined,
    signsIn: kind.signIn !== undefined,
    hasProbe: kind.probe !== undefined,
    secretFields: secretFields(kind),
    config: formOf(kind.config),
  }));
}

export const createConnection = defineVerb({
  name: 'connection-created',
  permission: 'settings:write',
  input: z.strictObject({
    connector: z.string().max(60),
    name: z.string().trim().min(1).max(120).optional(),
    config: z.record(z.string(), z.unknown()).default({}),
  }),
  output: connectionSchema,
  run: async (tx, { connector, name, config }, context) => {
    const { shown, secret } = splitConfig(connector, withOwnSecret(connector, config));
    const id = newId();
    const [row] = await tx<Row[]>`
      insert into connections (id, workspace_id, connector, name, config, secrets, shop)
        values (${id}, ${context.workspaceId}, ${connector},
        ${name ?? findConnector(connector)?.title ?? connector}, ${tx.json(shown as never)},
        ${sealSecrets(context, secret)}, ${shopOfConfig(connector, shown)}) returning *`;
    await tryWhatWaits(tx, context);
    return view(row as Row, context);
  },
  audit: (_input, connection) => ({
    subject: { type: 'connection', id: connection.id },
    summary: `Connected ${connection.title}`,
  }),
});

/** Changes settings. Secrets that are left out stay. */
export const updateConnection = defineVerb({
  name: 'connection-changed',
  permission: 'settings:write',
  input: z.strictObject({
    id: z.uuid(),
    name: z.string().trim().min(1).max(120).optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    disabled: z.boolean().optional(),
  }),
  output: connectionSchema,
  run: async (tx, { id, name, config, disabled }, context) => {
    const row = await readConnection(tx, id);
    const merged =
      config === undefined
        ? null
        : splitConfig(row.connector, { ...row.config, ...openSecrets(context, row.secrets), ...config });
    const [changed] = await tx<
      Row[]
    >`update connections set ${disabled ? tx`failing_since = null, failure = null, told_at = null,` : tx``}
      registration_due_at = null, name = ${name ?? row.name},
      config = ${tx.json((merged?.shown ?? row.config) as never)},
      secrets = ${merged ? sealSecrets(context, merged.secret) : row.secrets},
      shop = coalesce(${merged ? shopOfConfig(row.connector, merged.shown) : null}, shop),
        disabled_at = ${disabled === undefined ? row.disabled_at : disabled ? context.now() : null},
        probed_at = null where id = ${id} returning *`;
    forgetHealth(id);
    await tryWhatWaits(tx, context);
    return view(changed as Row, context);
  },
  audit: ({ id, disabled, config }, connection) => ({
    subject: { type: 'connection', id },
    summary: `Changed the connection ${connection.name}`,
    changes: { disabled, fields: config ? Object.keys(config) : [] },
  }),
});

export const deleteConnection = defineVerb({
  name: 'connection-deleted',
  permission: 'settings:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), name: z.string() }),
  prepare: ({ id }, context) => unregister(context, id),
  run: async (tx, { id }, context) => {
    const row = await readConnection(tx, id);
    await tx`delete from connections where id = ${id}`;
    await tx`delete from outside_flows where connection_id = ${id}`;
    await tryWhatWaits(tx, context);
    return { id, name: row.name };
  },
  audit: ({ id }, { name }) => ({
    subject: { type: 'connection', id },
    summary: `Removed the connection ${name}`,
  }),
});

export async function readConnection(tx: Tx, id: string): Promise<Row> {
  const [row] = await tx<Row[]>`select * from connections where id = ${id}`;
  if (!row) fail('not-found', { what: 'connection' });
  return row;
}

export const newSecret = () => randomBytes(24).toString('base64url');
