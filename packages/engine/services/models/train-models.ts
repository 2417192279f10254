import { newId, type Database, type Tx } from '@millrace/db';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import { checkDrift, learnOffers, trainRecovery, type RecoveryReport } from '@millrace/decisions';
import { z } from 'zod';
import { storeSettings, type StoreSettings } from '../settings/store-settings.ts';
import { record, shown, type MaybeNotShown } from '../paging/shown.ts';
import type { Context } from '../verb/context.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { pastCarts } from './past-carts.ts';
import { pastOffers } from './past-offers.ts';

/** How often models learn again. The demo shop's days are 24 minutes long. */
const EVERY = DAY;
const EVERY_IN_DEMO = 12 * MINUTE;

/** Trains what is due, one workspace at a time. @returns true when there may be more due */
export async function trainDueModels(db: Database, contextOf: (workspaceId: string) => Context, now: Instant): Promise<boolean> {
  const workspaces = await db.asRouter(
    (tx) => tx<{ workspace_id: string; demo: boolean }[]>`select workspace_id, demo from known_workspaces()`,
  );
  for (const { workspace_id: id, demo } of workspaces) {
    const context = contextOf(id);
    const due = await db.inWorkspace(id, async (tx) => {
      const [last] = await tx<
        { at: Instant | null; learned: boolean | null }[]
      >`select max(trained_at) as at, bool_or(active) as learned from models where name = 'recovery'`;
      // Until there is a first model it is tried every few minutes: history may just be coming in.
      const every = !last?.learned ? 2 * MINUTE : demo ? EVERY_IN_DEMO : EVERY;
      return last?.at === null || last?.at === undefined || now - last.at >= every;
    });
    if (due) await trainModels(context, {});
  }
  return false;
}

export const trainModels = defineVerb({
  name: 'models-trained',
  permission: 'settings:write',
  input: z.strictObject({}),
  run: async (tx, _input, context) => {
    const settings = await storeSettings(tx, context.workspaceId);
    return { recovery: await trainRecoveryModel(tx, context, settings), offer: await trainOfferModel(tx, context) };
  },
});

async function trainRecoveryModel(tx: Tx, context: Context, settings: StoreSettings): Promise<string> {
  const samples = await pastCarts(tx, settings, context.now());
  const { parameters, report } = trainRecovery(samples);
  const [before] = await tx<
    { report: RecoveryReport; trained_at: Instant }[]
  >`select report, trained_at from models where name = 'recovery' and active`;
  const drift =
    before && parameters
      ? checkDrift(before.report, await forecastsSince(tx, before.trained_at, context.now() - (settings.demo ? 7 * 24 * MINUTE : 7 * DAY)))
      : null;
  await store(tx, context, 'recovery', parameters, { ...report, drift }, samples.length);
  return report.reason ?? 'trained';
}

/** What the model in use foretold of people nobody wrote to (the held-out), and what they did; only of those whose week is over. */
async function forecastsSince(tx: Tx, since: Instant, before: Instant): Promise<{ probability: number; happened: boolean }[]> {
  return [
    ...(await tx<{ probability: number; happened: boolean }[]>`
    select score as probability, rewarded_at is not null as happened from decisions where model = 'recovery' and decided_by = 'model' and silent and score is not null and at >= ${since} and at <= ${before} order by at desc limit 5000`),
  ];
}

async function trainOfferModel(tx: Tx, context: Context): Promise<string> {
  const observations = await pastOffers(tx, context.now());
  const tries: Record<string, { tries: number; reward: number }> = {};
  for (const { option, reward } of observations) {
    const entry = (tries[option] ??= { tries: 0, reward: 0 });
    entry.tries += 1;
    entry.reward += reward;
  }
  await store(tx, context, 'offer', learnOffers(observations), { options: tries }, observations.length);
  return 'trained';
}

/** The newest parameters that could be learned are the active ones; an attempt without enough to learn from is kept as a report. */
async function store(tx: Tx, context: Context, name: string, parameters: unknown, report: unknown, samples: number): Promise<void> {
  const active = parameters !== null;
  if (active) await tx`update models set active = false where name = ${name} and active`;
  await tx`insert into models (id, workspace_id, name, parameters, report, samples, trained_at, active)
    values (${newId()}, ${context.workspaceId}, ${name}, ${parameters === null ? null : tx.json(parameters as never)}, ${tx.json(report as never)}, ${samples}, ${context.now()}, ${active})`;
  await tx`delete from models where name = ${name} and not active and trained_at < ${context.now() - 90 * DAY}`;
}

export interface ModelView extends MaybeNotShown {
  readonly name: string;
  readonly active: boolean;
  readonly samples: number;
  readonly trainedAt: Instant;
  readonly report: Record<string, unknown>;
}

export const listModels = defineVerb({
  name: 'models-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  run: async (tx) =>
    (
      await tx<
        ModelView[]
      >`select distinct on (name, active) name, active, samples, trained_at as "trainedAt", report from models order by name, active desc, trained_at desc`
    ).map((row) => shown(row, (model) => model, { report: [record, {}] })),
});
