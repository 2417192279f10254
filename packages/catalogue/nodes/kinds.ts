import { CHANNELS } from '@millrace/channels';
import type { Kinds, NodeKind } from '@millrace/flow';
import { abTest } from './ab-test/definition.ts';
import { anomalyTrigger } from './anomaly-trigger/definition.ts';
import { approvalNode } from './approval/definition.ts';
import { askTeamNode } from './ask-the-team/definition.ts';
import { audienceTrigger } from './audience-trigger/definition.ts';
import { changePointsNode } from './change-points/definition.ts';
import { changePriceNode } from './reprice-product/definition.ts';
import { campaignPause } from './campaign-pause/definition.ts';
import { orderExchange } from './order-exchange/definition.ts';
import { orderHold } from './order-hold/definition.ts';
import { purchaseOrder } from './purchase-order/definition.ts';
import { returnLabel } from './return-label/definition.ts';
import { reviewAnswer } from './review-answer/definition.ts';
import { stopMarketing } from './stop-marketing/definition.ts';
import { storeReport } from './store-report/definition.ts';
import { ticketAnswer } from './ticket-answer/definition.ts';
import { ticketHandOver } from './ticket-hand-over/definition.ts';
import { productContent } from './product-content/definition.ts';
import { condition } from './condition/definition.ts';
import { dateTrigger } from './date-trigger/definition.ts';
import { decideChannel } from './decide-channel/definition.ts';
import { decideOffer } from './decide-offer/definition.ts';
import { decideRecovery } from './decide-recovery/definition.ts';
import { decideTicketClass } from './decide-ticket-class/definition.ts';
import { discountCode } from './discount-code/definition.ts';
import { end } from './end/definition.ts';
import { eventTrigger } from './event-trigger/definition.ts';
import { goToFlow } from './go-to-flow/definition.ts';
import { httpRequest } from './http-request/definition.ts';
import { limitedLoop } from './limited-loop/definition.ts';
import { orAPerson } from './or-a-person.ts';
import { productTrigger } from './product-trigger/definition.ts';
import { randomSplit } from './random-split/definition.ts';
import { refundNode } from './refund-order/definition.ts';
import { listMembership } from './list-membership/definition.ts';
import { mailTeamNode } from './mail-team/definition.ts';
import { scheduleTrigger } from './schedule-trigger/definition.ts';
import { segmentTrigger } from './segment-trigger/definition.ts';
import { sendNode } from './sending/definition.ts';
import { scoreFraudNode } from './score-fraud/definition.ts';
import { setTierNode } from './set-tier/definition.ts';
import { storeNote } from './store-note/definition.ts';
import { taskNode } from './task/definition.ts';
import { trackEventNode } from './tell-system/definition.ts';
import { updateProfile } from './update-profile/definition.ts';
import { waitBestHour } from './wait-best-hour/definition.ts';
import { waitForAll } from './wait-for-all/definition.ts';
import { waitForOneOf } from './wait-for-one-of/definition.ts';
import { waitForEvent } from './wait-for-event/definition.ts';
import { waitUntilDate } from './wait-until-date/definition.ts';
import { waitUntilTrue } from './wait-until-true/definition.ts';
import { wait } from './wait/definition.ts';

export { PEOPLE_FACTS } from './people-facts.ts';
export { byBestChannel, type ByBestChannel } from './decide-channel/by-best-channel.ts';
export { sendNode } from './sending/definition.ts';

/** The triggers, in the order in which they are offered. They are node kinds like the others. */
export const TRIGGER_KINDS: readonly NodeKind[] = [
  eventTrigger,
  segmentTrigger,
  dateTrigger,
  scheduleTrigger,
  productTrigger,
  anomalyTrigger,
  audienceTrigger,
];

/**
 * The only list of node kinds, in the order of the palette. A folder that is not listed has no effect. Each
 * channel adds a kind that sends.
 */
export const NODE_KINDS: readonly NodeKind[] = [
  ...TRIGGER_KINDS,
  wait,
  waitUntilDate,
  waitBestHour,
  waitForEvent,
  waitForOneOf,
  waitForAll,
  waitUntilTrue,
  condition,
  randomSplit,
  abTest,
  limitedLoop,
  goToFlow,
  scoreFraudNode,
  decideRecovery,
  decideTicketClass,
  decideOffer,
  decideChannel,
  ...CHANNELS.map(sendNode),
  discountCode,
  updateProfile,
  listMembership,
  stopMarketing,
  changePointsNode,
  setTierNode,
  orAPerson(storeNote),
  orAPerson(refundNode),
  orAPerson(orderHold),
  returnLabel,
  orderExchange,
  ticketAnswer,
  orAPerson(ticketHandOver, 'person'),
  reviewAnswer,
  orAPerson(changePriceNode),
  productContent,
  purchaseOrder,
  orAPerson(campaignPause, 'person'),
  askTeamNode,
  approvalNode,
  taskNode,
  mailTeamNode,
  storeReport,
  trackEventNode,
  httpRequest,
  end,
];

/** Node kinds by name, as the language takes them. */
export const kinds: Kinds = Object.fromEntries(NODE_KINDS.map((kind) => [kind.kind, kind]));
