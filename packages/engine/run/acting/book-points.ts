import { count } from '@millrace/base/words';
import type { PointsDispatch, TierDispatch } from '@millrace/connectors';
import type { CallRow } from '@millrace/core/rows';
import type { Attempt } from '../attempts/attempt.ts';
import { ingestWithin } from '../intake/ingest-events.ts';
import { changePoints } from '../loyalty/change-points.ts';
import { grantTier } from '../loyalty/grant-tier.ts';
import type { Changed } from './change-ours.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/** Changes the person's points, once for this call, and tells it. Who has too few keeps them. */
export async function bookPoints(
  { tx, context, enrolment, row, now }: Attempt<CallRow>,
  customerId: string,
  { points, reason }: PointsDispatch,
): Promise<Changed> {
  const [flow] = await tx<{ name: string }[]>`select name from flows where id = ${enrolment.flow_id}`;
  const booked = await changePoints(
    tx,
    context.workspaceId,
    {
      customerId,
      points,
      reason,
      cause: `call/${row.id}`,
      by: { type: 'flow', name: flow?.name ?? null },
      flowId: enrolment.flow_id,
    },
    now,
  );
  if ('tooFew' in booked)
    return {
      found: null,
      sentence: null,
      refused: {
        reason: 'points-too-few',
        sentence: `Not done: they have ${count(booked.tooFew)} of the ${count(-points)} points.`,
      },
    };
  if (booked.event) await ingestWithin(tx, context, INTERNAL, [booked.event]);
  return { found: { balance: booked.balance, tier: booked.tier }, sentence: null, refused: null };
}

/** Grants the person a tier, if the store has it. */
export async function bookTier(
  { tx, context, now }: Attempt<CallRow>,
  customerId: string,
  grant: TierDispatch,
): Promise<Changed> {
  const granted = await grantTier(tx, context.workspaceId, { customerId, ...grant }, now);
  return 'noSuchTier' in granted
    ? {
        found: null,
        sentence: null,
        refused: {
          reason: 'tier-unknown',
          sentence: `Not done: the store has no tier “${granted.noSuchTier}”.`,
        },
      }
    : { found: { tier: granted.tier }, sentence: null, refused: null };
}
