import { newId, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { DecisionRecord } from '@millrace/flow';
import { isGloballyHeldOut } from '../global-holdout/is-held-out.ts';

/** The step where a decision was made. */
export interface DecisionPlace {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  readonly flowId: string;
  /** Null when the flow is about something without a customer. */
  readonly customerId: string | null;
  readonly node: string;
  readonly visit: number;
  readonly cartId: string | null;
  readonly heldOut: boolean;
}

/** Stores a decision with its inputs, options, probabilities and reasons. */
export async function writeDecision(
  tx: Tx,
  place: DecisionPlace,
  decision: DecisionRecord,
  now: Instant,
): Promise<void> {
  const isOut =
    place.customerId !== null && (await isGloballyHeldOut(tx, place.workspaceId, place.customerId, now));
  const chosen = decision.options.find((option) => option.id === decision.chosen);
  await tx`insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, node, visit, model,
    decided_by, inputs, options, chosen, probability, score, explanation, at, cart_id, silent, globally_held_out)
    values (${newId()}, ${place.workspaceId}, ${place.enrolmentId}, ${place.flowId}, ${place.customerId},
      ${place.node}, ${place.visit}, ${decision.model}, ${decision.by},
      ${tx.json(decision.inputs as never)}, ${tx.json(decision.options as never)}, ${decision.chosen},
        ${chosen?.probability ?? null}, ${decision.score}, ${tx.json(decision.explanation as never)}, ${now},
        ${place.cartId}, ${place.heldOut}, ${isOut})`;
}

/** Replaces the decisions of a message that may be rendered again before it goes; the last ones count. */
export async function rewriteDecisions(
  tx: Tx,
  place: DecisionPlace,
  decisions: readonly DecisionRecord[],
  now: Instant,
): Promise<void> {
  await tx`delete from decisions where enrolment_id = ${place.enrolmentId} and node = ${place.node}
    and visit = ${place.visit} and model = any(${decisions.map(({ model }) => model)}::text[])`;
  for (const decision of decisions) await writeDecision(tx, place, decision, now);
}
