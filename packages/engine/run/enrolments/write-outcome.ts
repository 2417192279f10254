import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { toReal, type Instant, type Json, type PersonalClock } from '@millrace/base';
import { actCapability, type WorkDraft } from '@millrace/connectors';
import type { CallEffect, Effect, Listen } from '@millrace/flow';
import { writeVariant } from '../ab-tests/write-variant.ts';
import { writeDecision } from '../models/write-decision.ts';

/**
 * Creates the rows for a step's effects. Their keys make a repeat harmless: a message's row exists before it
 * is sent, and only once.
 */
export async function writeEffects(
  tx: Tx,
  enrolment: EnrolmentRow,
  effects: readonly Effect[],
  now: Instant,
  clock: PersonalClock,
): Promise<void> {
  for (const effect of effects) {
    if (effect.type === 'message') {
      const status = effect.silent ? 'silent' : 'planned';
      await tx`insert into messages (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node,
        visit, customer_id, channel, purpose, status, cart_id, planned_at, settled_at)
        values (${effect.messageId}, ${enrolment.workspace_id}, ${enrolment.entered_at}, ${enrolment.id},
          ${enrolment.flow_id}, ${enrolment.version_id}, ${effect.node}, ${effect.visit},
          ${enrolment.customer_id}, ${effect.channel}, ${effect.purpose}, ${status}, ${enrolment.cart_id},
            ${now}, ${effect.silent ? now : null})
        on conflict (enrolment_id, node, visit, enrolled_at) do nothing`;
    } else if (effect.type === 'call') {
      await writeCall(tx, enrolment, effect, now, clock);
    } else if (effect.type === 'variant') {
      await writeVariant(tx, enrolment, effect, now, clock);
    } else if (effect.type === 'decision') {
      const place = {
        workspaceId: enrolment.workspace_id,
        enrolmentId: enrolment.id,
        flowId: enrolment.flow_id,
        customerId: enrolment.customer_id,
        node: effect.node,
        visit: visitOf(effect.key),
        cartId: enrolment.cart_id,
        heldOut: enrolment.held_out,
      };
      await writeDecision(tx, place, effect.decision, now);
    } else {
      await tx`insert into discount_codes (workspace_id, code, enrolment_id, flow_id, customer_id, node, kind,
        value, minimum, expires_at, created_at)
        values (${enrolment.workspace_id}, ${effect.code}, ${enrolment.id}, ${enrolment.flow_id},
          ${enrolment.customer_id}, ${effect.node}, ${effect.terms.kind}, ${effect.terms.value},
          ${effect.terms.minimum}, ${toReal(effect.terms.expiresAt, clock)}, ${now}) on conflict do nothing`;
    }
  }
}

async function writeCall(
  tx: Tx,
  enrolment: EnrolmentRow,
  effect: CallEffect,
  now: Instant,
  clock: PersonalClock,
): Promise<void> {
  const { callId, node, visit, part, capability, textsOf, silent } = effect;
  const texts = textsOf === undefined ? null : await checkedTexts(tx, textsOf);
  await tx`insert into calls (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node, visit,
    part, customer_id, capability, input, texts, status, planned_at, settled_at)
    values (${callId}, ${enrolment.workspace_id}, ${enrolment.entered_at}, ${enrolment.id},
      ${enrolment.flow_id}, ${enrolment.version_id}, ${node}, ${visit}, ${part},
      ${enrolment.customer_id}, ${capability}, ${tx.json(inRealTime(effect, clock) as never)},
        ${texts && tx.json(texts)}, ${silent ? 'silent' : 'planned'}, ${now}, ${silent ? now : null})
    on conflict (enrolment_id, node, visit, part, enrolled_at) do nothing`;
}

/** The texts of a call as a person agreed to them, by name; null if the work is gone. */
async function checkedTexts(tx: Tx, work: string): Promise<Record<string, string> | null> {
  const [row] = await tx<
    { drafts: readonly WorkDraft[] }[]
  >`select drafts from work_items where id = ${work}`;
  return row ? Object.fromEntries(row.drafts.map(({ name, value }) => [name, value])) : null;
}

/** A call's input, with instants converted from personal to real time. */
function inRealTime({ capability, input }: CallEffect, clock: PersonalClock): Json {
  const instants = actCapability(capability)?.instants ?? [];
  if (instants.length === 0 || typeof input !== 'object' || input === null || Array.isArray(input))
    return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      instants.includes(name) && typeof value === 'number' ? toReal(value, clock) : value,
    ]),
  );
}

function visitOf(key: string): number {
  const visit = Number(key.split('/').at(-1));
  return Number.isInteger(visit) ? visit : 0;
}

/**
 * Replaces the events that the enrolment listens for. Exit rules (purpose `exit`) are written at entry and
 * stay until the end.
 */
export async function writeListens(
  tx: Tx,
  enrolment: EnrolmentRow,
  listens: readonly Listen[],
): Promise<void> {
  await tx`delete from listens where enrolment_id = ${enrolment.id} and purpose = 'wake'`;
  if (listens.length === 0) return;
  await tx`insert into listens (workspace_id, customer_id, event, enrolment_id, purpose, match, match_id)
    select ${enrolment.workspace_id}, ${enrolment.customer_id}, event, ${enrolment.id}, 'wake', match,
      match_id
    from unnest(${listens.map((item) => item.event)}::text[], ${listens.map((item) => item.match)}::text[],
      ${listens.map((item) => item.id)}::text[]) as l(event, match, match_id)`;
}
