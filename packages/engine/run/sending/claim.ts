import { NOTE_ORDINALS, type EnrolmentRow, type Instruction, type MessageRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import { toReal, type Instant } from '@millrace/base';
import {
  freshCart,
  readGuardrailSettings,
  runGuardrails,
  type SendFacts,
  type Verdict,
} from '@millrace/guardrails';
import { writeNote } from '../enrolment-state/write-lines.ts';
import { whenLessBusy } from '../attempts/try-again.ts';
import { because } from '../messages/because.ts';
import { changeStatus } from '../messages/change-status.ts';
import { connectionFor, type DeliveringConnection } from '../messages/queue-for.ts';
import { settle, type Informed } from './attempt.ts';
import { again, holdMessage } from './hold-message.ts';
import { renderMessage, type RenderedMessage } from './render-message.ts';
import type { Renderings } from './renderings.ts';
import { sendFacts } from './send-facts.ts';

/** A message that this attempt will send. Its row is claimed, and it counts against the frequency cap. */
export interface Claimed {
  readonly message: MessageRow;
  readonly rendered: RenderedMessage;
  readonly connection: DeliveringConnection;
}

/** Runs the guardrails, renders the message and claims it. Otherwise returns the workflow's instruction. */
export async function claim(attempt: Informed, renderings: Renderings): Promise<Instruction | Claimed> {
  const { tx, context, enrolment, row: message, input, now, plan, loaded } = attempt;
  const [facts, [stored], connection] = await together(
    sendFacts(tx, context, enrolment, message, plan, loaded, now),
    tx<
      { settings: unknown }[]
    >`select settings from guardrail_settings where workspace_id = ${enrolment.workspace_id}`,
    connectionFor(tx, message.channel),
  );
  const { verdict, check } = runGuardrails(facts, readGuardrailSettings(stored?.settings));
  if (verdict.verdict !== 'pass') return heed(attempt, verdict, check);
  const rendered = await render(attempt, facts, renderings);
  if ('busy' in rendered)
    return again(tx, enrolment, message, input.seq, now + whenLessBusy(message.id), now);
  if ('problem' in rendered)
    return settle(attempt, {
      outcome: 'failed',
      reason: 'content-invalid',
      sentence: because('Not sent', rendered.problem),
    });
  await together(
    writeNotes(tx, enrolment, message, [...(verdict.notes ?? []), ...rendered.notes], now),
    changeStatus(
      tx,
      enrolment.workspace_id,
      message,
      {
        to: 'claimed',
        reason: null,
        sentence: null,
        columns: tx`, address = ${rendered.address}, subject = ${rendered.subject}, html = ${rendered.html},
          body = ${rendered.text}, headers = ${tx.json(rendered.headers)},
          links = ${tx.json(rendered.links as never)}, segments = ${rendered.segments},
            parts = ${rendered.parts === null ? null : tx.json(rendered.parts as never)}::jsonb,
            code = ${rendered.code}, connection_id = ${connection?.id ?? null}, attempts = attempts + 1`,
        beside: tx`insert into touches (workspace_id, customer_id, message_id, channel, purpose, flow_id,
          cart_id, at)
          values (${enrolment.workspace_id}, ${message.customer_id}, ${message.id}, ${message.channel},
            ${message.purpose}, ${message.flow_id}, ${message.cart_id}, ${now}) on conflict (message_id)
            do update set at = excluded.at`,
      },
      now,
    ),
  );
  // The row as read, except for its status: a message that waited for its turn keeps its slot.
  const claimed = { ...message, status: 'claimed' } as const;
  if (connection) return { message: claimed, rendered, connection };
  // There is no provider: the sandbox keeps the message, which is sent in this transaction.
  return settle(
    { ...attempt, row: claimed },
    { outcome: 'sent', reason: null, sentence: null, providerId: null },
  );
}

/** The guardrails do not let the message go. It is held or it ends. */
function heed(
  attempt: Informed,
  verdict: Exclude<Verdict, { verdict: 'pass' }>,
  check: string | null,
): Promise<Instruction> {
  const { tx, enrolment, row: message, input, now, loaded } = attempt;
  if (verdict.verdict === 'hold') {
    const times = {
      until: toReal(verdict.until, loaded.clock),
      lookAgainAt: toReal(verdict.lookAgainAt, loaded.clock),
    };
    return holdMessage(tx, enrolment, message, verdict, times, input.seq, now);
  }
  const outcome = verdict.verdict === 'refuse' ? 'refused' : 'skipped';
  return settle(attempt, { outcome, reason: verdict.reason || check, sentence: verdict.sentence });
}

async function render(
  attempt: Informed,
  { products, message: { address } }: SendFacts,
  renderings: Renderings,
) {
  const { tx, context, enrolment, row: message, plan, loaded } = attempt;
  const { facts, clock, settings } = loaded;
  const cart = facts.cart ? freshCart(facts.cart, products).cart : null;
  const node = plan.nodes.find((item) => item.id === message.node)?.config ?? null;
  const { flow_name: flowName, cursor, plan_hash: planHash } = enrolment;
  const toRender = {
    message,
    flowName,
    node,
    facts: { ...facts, cart },
    clock,
    settings,
    cursor,
    address: address ?? '',
    planHash,
  };
  return renderMessage(tx, context, toRender, renderings);
}

/** Records remarks that stop nothing: a line sold out, a link left out because a value was missing. */
async function writeNotes(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  notes: readonly string[],
  now: Instant,
): Promise<void> {
  const { node, visit } = message;
  for (const sentence of notes)
    await writeNote(tx, enrolment, NOTE_ORDINALS.remark, { at: now, node, visit, what: 'message', sentence });
}
