import { randomBytes } from 'node:crypto';
import { nextLocalTime, type Instant } from '@millrace/base';
import { sealSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { connect, newId, type Database } from '@millrace/db';
import { returnsAddress } from '@millrace/run/returns';
import { ensureStorefront } from '@millrace/run/storefront';
import { createApiKey, hashKey } from '../settings/api-keys.ts';
import { newSecret } from '../settings/connections.ts';
import { bringForward } from './bring-forward.ts';

export interface SetUpInput {
  readonly url: string;
  readonly secret: Buffer;
  readonly publicUrl: string;
  readonly apiKey: string | null;
  readonly demo: boolean;
  /**
   * Address of the demo shop's pages and Admin API: `http://localhost:3100`. While null, its discount codes
   * cannot be created.
   */
  readonly demoUrl?: string | null;
  /** Receives progress messages of long work. */
  readonly say?: (line: string) => void;
}

export interface SetUpResult {
  readonly created: boolean;
  readonly workspaceId: string;
  /** Only when it was just created. */
  readonly apiKey: string | null;
  /** What the demo shop needs to reach the intake; null without a demo shop. */
  readonly demo: DemoAccess | null;
}

export interface DemoAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly connectionId: string;
  readonly secret: string;
  /** Token for the shop's Admin API. */
  readonly accessToken: string;
  /** Address of the store's returns page, which the shop links in its footer. */
  readonly returnsPage: string;
  readonly pace: number;
  readonly anchor: number;
  readonly currency: string;
}

/** The demo shop's settings: shipping costs 7.90 and is free from 95 dollars. */
const DEMO_STORE = {
  postalAddress: '12 Mill Lane, Portland, ME 04101',
  fromName: 'Tern & Kettle',
  fromEmail: 'hello@tern-and-kettle.example',
  shippingCost: 790,
  freeShippingFrom: 9_500,
  brandColor: '#1f4e5f',
};

/** Sixty times real time, so a day in the shop takes 24 minutes. */
export const DEMO_PACE = 60;
const DEMO_ZONE = 'America/New_York';
const DEMO_DOMAIN = 'millrace-demo.myshopify.com';

/**
 * First start: creates a workspace, its API key and the demo shop's connection. Later starts find them, and
 * add a preset key that is new. The web app's sign-in creates the owner's account.
 */
export async function setUp(input: SetUpInput): Promise<SetUpResult> {
  const db = connect(input.url, { max: 2 });
  try {
    const existing = await db.asRouter(
      async (tx) =>
        (await tx<{ workspace_id: string }[]>`select workspace_id from known_workspaces() limit 1`)[0],
    );
    const workspaceId = existing?.workspace_id ?? newId();
    const context: Context = {
      workspaceId,
      actor: { type: 'set-up', id: null, name: 'Set-up', permissions: 'all' },
      db,
      now: Date.now,
      secret: input.secret,
      publicUrl: input.publicUrl,
    };
    if (!existing) {
      await db.inWorkspace(
        workspaceId,
        (tx) => tx`insert into workspaces (workspace_id, name, currency, zone, url, demo, settings)
        values (${workspaceId}, ${input.demo ? 'Tern & Kettle' : 'My store'}, 'USD', ${DEMO_ZONE},
          ${input.publicUrl}, ${input.demo}, ${tx.json(input.demo ? DEMO_STORE : {})})`,
      );
    }
    await bringForward(db, (id) => ({ ...context, workspaceId: id }), input.say ?? (() => undefined));
    const apiKey = await ensureKey(db, context, input.apiKey, !existing);
    const demo = input.demo ? await ensureDemo(db, context, input.demoUrl ?? null) : null;
    return { created: !existing, workspaceId, apiKey, demo };
  } finally {
    await db.close();
  }
}

async function ensureKey(
  db: Database,
  context: Context,
  preset: string | null,
  first: boolean,
): Promise<string | null> {
  if (!preset) return first ? (await createApiKey(context, { name: 'First key' })).key : null;
  const known = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx`select 1 from api_keys where hash = ${hashKey(preset)}`,
  );
  if (known.length === 0) await createApiKey(context, { name: 'Preset by MILLRACE_API_KEY', key: preset });
  return preset;
}

/**
 * The instant from which the demo shop's people live faster. Chosen so that it is nine in the morning in the
 * shop when it opens, because at night quiet hours would hold every message and a new user would see nothing
 * sent.
 */
export function anchorFor(now: Instant): Instant {
  const morning = nextLocalTime(now, DEMO_ZONE, { hour: 9, minute: 0 });
  return now - Math.round((morning - now) / (DEMO_PACE - 1));
}

/**
 * The demo shop's connection is recognised by its pace. Creates its key and secret again when the launcher
 * has lost them.
 */
async function ensureDemo(db: Database, context: Context, shopUrl: string | null): Promise<DemoAccess> {
  const secret = newSecret();
  const accessToken = `shpat_${randomBytes(16).toString('hex')}`;
  const config = { shopDomain: shopUrl ?? DEMO_DOMAIN, currency: 'USD' };
  const apiKey = `mill_demo_${randomBytes(24).toString('base64url')}`;
  const { id, anchor } = await db.inWorkspace(context.workspaceId, async (tx) => {
    const sealed = sealSecrets(context, { webhookSecret: secret, accessToken });
    const [known] = await tx<
      { id: string; pace_anchor: number }[]
    >`select id, pace_anchor from connections where connector = 'shopify' and pace > 1 for update`;
    if (known) {
      await tx`update connections set secrets = ${sealed}, config = config || ${tx.json(config)}
        where id = ${known.id}`;
      await tx`update api_keys set revoked_at = now()
        where connection_id = ${known.id} and revoked_at is null`;
      return { id: known.id, anchor: known.pace_anchor };
    }
    const fresh = newId();
    const opensAt = anchorFor(Date.now());
    await tx`insert into connections (id, workspace_id, connector, name, config, secrets, pace, pace_anchor,
      shop)
      values (${fresh}, ${context.workspaceId}, 'shopify', 'Demo shop', ${tx.json(config)}, ${sealed},
        ${DEMO_PACE}, ${opensAt}, ${DEMO_DOMAIN})`;
    return { id: fresh, anchor: opensAt };
  });
  const siteKey = await db.inWorkspace(context.workspaceId, async (tx) => {
    await tx`insert into return_policies (workspace_id, settings)
      values (${context.workspaceId}, ${tx.json({ on: true, contact: DEMO_STORE.fromEmail })}) on conflict do nothing`;
    return ensureStorefront(tx, context.workspaceId);
  });
  await createApiKey(context, {
    name: 'Demo shop',
    key: apiKey,
    connectionId: id,
    scopes: ['events:write', 'messages:read', 'customers:read'],
  });
  return {
    url: context.publicUrl,
    apiKey,
    connectionId: id,
    secret,
    accessToken,
    returnsPage: returnsAddress(context, siteKey),
    pace: DEMO_PACE,
    anchor,
    currency: 'USD',
  };
}
