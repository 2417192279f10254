import type { AuditCheck } from './check.ts';
import { atOnce } from './checks/at-once.ts';
import { discount } from './checks/discount.ts';
import { failing } from './checks/failing.ts';
import { guardrails } from './checks/guardrails.ts';
import { holdout } from './checks/holdout.ts';
import { holdoutSize } from './checks/holdout-size.ts';
import { loss } from './checks/loss.ts';
import { notHeldOut } from './checks/not-held-out.ts';
import { notSent } from './checks/not-sent.ts';
import { owner } from './checks/owner.ts';
import { paused } from './checks/paused.ts';
import { purchaseExit } from './checks/purchase-exit.ts';
import { result } from './checks/result.ts';
import { review } from './checks/review.ts';
import { twice } from './checks/twice.ts';
import { unpublished } from './checks/unpublished.ts';
import { unsubscribes } from './checks/unsubscribes.ts';

/** Everything that is looked at, the serious ones first. The only list. */
export const AUDIT_CHECKS: readonly AuditCheck[] = [
  loss,
  purchaseExit,
  twice,
  holdout,
  guardrails,
  unsubscribes,
  discount,
  failing,
  paused,
  result,
  holdoutSize,
  notSent,
  notHeldOut,
  atOnce,
  review,
  owner,
  unpublished,
];
