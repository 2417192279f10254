import { defineVerb, parseInput, freeAs, instant, type Shape } from '@millrace/core/verb';
import {
  globalHoldoutOf,
  guardrailById,
  guardrailSettingsSchema,
  GUARDRAILS,
  readGuardrailSettings,
  reasonsEndedBy,
  type GuardrailSettings,
} from '@millrace/guardrails';
import { fail, uuidSchema } from '@millrace/base';
import { channelById } from '@millrace/channels';
import type { Tx } from '@millrace/db';
import { z } from 'zod';
import { channelInSentence } from '@millrace/channels';
import { lookAgainAtCalls, STOPPED } from '@millrace/run/calls';
import { changeHoldout } from '@millrace/run/global-holdout';
import { lookAgain } from '@millrace/run/messages';

/** Settings of each guardrail, in the form its own schema defines. */
const settingsShape = freeAs<GuardrailSettings>().describe('By check: `quiet-hours`, `frequency-cap`, ...');

const checkShape = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  icon: z.string(),
  reasons: z.record(z.string(), z.string()).describe('Its reason codes, with words for people'),
  schema: freeAs<Readonly<Record<string, unknown>>>().describe('JSON Schema of its settings'),
});

export const readGuardrails = defineVerb({
  name: 'guardrails-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.strictObject({
    settings: settingsShape,
    checks: z.array(checkShape).describe('In the order they run'),
  }),
  run: async (tx) => {
    const [row] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings`;
    return {
      settings: readGuardrailSettings(row?.settings),
      checks: GUARDRAILS.map((check) => ({
        id: check.id,
        title: check.title,
        summary: check.summary,
        icon: check.icon,
        reasons: check.reasons,
        schema: z.toJSONSchema(check.settings, { io: 'input', unrepresentable: 'any' }),
      })),
    };
  },
});

/**
 * Replaces the settings of the named guardrails and keeps the others. Applies from the next send, and to
 * messages held now.
 */
export const updateGuardrails = defineVerb({
  name: 'guardrails-changed',
  permission: 'settings:write',
  input: z.strictObject({ settings: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  output: z.strictObject({ settings: settingsShape }),
  run: async (tx, { settings }, context) => {
    const [row] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings for update`;
    // Settings of an older release that are no longer valid must not prevent other changes.
    const merged = parseSettings({ ...readGuardrailSettings(row?.settings), ...settings });
    await tx`insert into guardrail_settings (workspace_id, settings, updated_at)
      values (${context.workspaceId}, ${tx.json(merged as never)}, ${context.now()})
      on conflict (workspace_id) do update set settings = excluded.settings, updated_at = excluded.updated_at`;
    await changeHoldout(tx, context.workspaceId, globalHoldoutOf(merged), context.now());
    await lookAgain(tx, context, {});
    return { settings: readGuardrailSettings(merged) };
  },
  audit: ({ settings }) => ({
    subject: { type: 'guardrails', id: null },
    summary: `Changed the guardrails: ${Object.keys(settings).map(titleOf).join(', ')}`,
    changes: settings,
  }),
});

const titleOf = (id: string): string => guardrailById(id)?.title ?? id;

function parseSettings(settings: unknown) {
  return parseInput(guardrailSettingsSchema, settings);
}

const killSwitchShape = z.strictObject({
  scope: z.string(),
  target: z.string(),
  reason: z.string().nullable(),
  onSince: instant,
  by: z.string().nullable(),
});

export const readKillSwitches = defineVerb({
  name: 'kill-switches-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(killSwitchShape),
  run: async (tx) => [
    ...(await tx<
      Shape<typeof killSwitchShape>[]
    >`select scope, target, reason, on_since as "onSince", by_name as by from kill_switches
      order by on_since`),
  ],
});

/**
 * Emergency stop: stops all sending, one flow, or one channel at once. Messages are held, and nobody leaves a
 * flow.
 * @throws MillraceError not-found for an unknown flow or channel, because otherwise somebody would believe
 * that sending had stopped
 */
export const useKillSwitch = defineVerb({
  name: 'kill-switch-used',
  permission: 'killswitch:use',
  input: z.strictObject({
    scope: z.enum(['all', 'flow', 'channel']),
    target: z
      .string()
      .max(80)
      .default('')
      .describe('Id of the flow, or name of the channel; left out for all sending'),
    on: z.boolean(),
    reason: z.string().max(300).optional(),
  }),
  output: z.strictObject({
    scope: z.string(),
    target: z.string(),
    on: z.boolean(),
    what: z.string().describe("The stop's target, for people"),
  }),
  run: async (tx, { scope, target, on, reason }, context) => {
    await checkTarget(tx, scope, target, on);
    if (on)
      await tx`insert into kill_switches (workspace_id, scope, target, reason, on_since, by_name)
        values (${context.workspaceId}, ${scope}, ${target}, ${reason ?? null}, ${context.now()},
        ${context.actor.name}) on conflict do nothing`;
    else {
      await tx`delete from kill_switches where scope = ${scope} and target = ${target}`;
      await lookAgain(tx, context, { reasons: reasonsEndedBy('stop-lifted') });
      await lookAgainAtCalls(tx, context, [STOPPED]);
    }
    return { scope, target, on, what: await stoppedWords(tx, scope, target) };
  },
  audit: ({ target, on, reason }, { what }) => ({
    subject: { type: 'emergency-stop', id: target || null },
    summary: on ? `Stopped ${what}` : `Allowed ${what} again`,
    changes: { reason },
  }),
});

async function checkTarget(
  tx: Tx,
  scope: 'all' | 'flow' | 'channel',
  target: string,
  on: boolean,
): Promise<void> {
  if (scope === 'all') {
    if (target !== '') {
      const problem = 'All sending has no target. Choose the scope flow or channel, or leave it out.';
      fail('input-invalid', { problems: `target: ${problem}`, fields: [{ field: 'target', problem }] });
    }
    return;
  }
  const isThere =
    scope === 'channel'
      ? channelById(target) !== undefined
      : uuidSchema.safeParse(target).success &&
        (await tx`select 1 from flows where id = ${target}`).length > 0;
  if (isThere) return;
  // A stop of a flow deleted since can still be lifted.
  const [known] = on
    ? []
    : await tx`select 1 from kill_switches where scope = ${scope} and target = ${target}`;
  if (!known) fail('not-found', { what: scope });
}

/**
 * The target of an emergency stop for people: "all sending", "sending by e-mail", "sending from “Win-back”".
 */
async function stoppedWords(tx: Tx, scope: string, target: string): Promise<string> {
  if (scope === 'channel') return `sending by ${channelInSentence(target)}`;
  if (scope !== 'flow') return 'all sending';
  const [flow] = uuidSchema.safeParse(target).success
    ? await tx<{ name: string }[]>`select name from flows where id = ${target}`
    : [];
  return flow ? `sending from “${flow.name}”` : 'sending from a flow';
}
