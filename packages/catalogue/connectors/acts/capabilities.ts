import type { z } from 'zod';
import { answerReview, answerTicket, handOverTicket } from './customer-answers.ts';
import { askTeam, closeQuestion } from './ask-team.ts';
import type { AnswerChoice } from './answer-choice.ts';
import { changeList } from './change-list.ts';
import { changePoints } from './change-points.ts';
import { changePrice } from './change-price.ts';
import { changeProfile } from './change-profile.ts';
import { enterFlow } from './enter-flow.ts';
import { holdOrder } from './hold-order.ts';
import { mailTeam } from './mail-team.ts';
import { grantTier } from './grant-tier.ts';
import { makeCode } from './make-code.ts';
import { orderStock, pauseCampaign } from './operations.ts';
import { refund } from './refund.ts';
import { exchangeItems, makeLabel } from './return-items.ts';
import { tagCustomer } from './tag-customer.ts';
import { tagOrder } from './tag-order.ts';
import { trackEvent } from './track-event.ts';
import { webRequest } from './web-request.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { followWork, openWork } from './work.ts';
import { writeNote } from './write-note.ts';
import { writeProduct } from './write-product.ts';

/** How an answer comes back: the first press becomes an event that the flow waits for. */
export interface AnsweredByPress<Input = unknown> {
  /** Type of the event. Its properties are `choice`, `label` and `by`. */
  readonly event: string;
  /** What may be pressed. */
  choices(input: Input): readonly AnswerChoice[];
}

/** Something that can be asked for, whoever does it: what it is asked with, and what is found. */
export interface ActCapability<Schema extends z.ZodType = z.ZodType> {
  readonly id: string;
  /** One call, in a marketer's words: "Discount code". */
  readonly title: string;
  /** Follows "No connected system can". */
  readonly words: string;
  readonly input: Schema;
  readonly example: z.input<Schema>;
  /** A question that people answer by pressing a button, sooner or later. None for what is done at once. */
  readonly answered?: AnsweredByPress<z.output<Schema>>;
  /** Fields of the input that are instants. Asked for in the person's own time, and handed on in real time. */
  readonly instants?: readonly string[];
}

/** Every capability. A connector that provides one has an act for it. */
export const ACT_CAPABILITIES: readonly ActCapability[] = [
  changeProfile,
  changeList,
  withdrawConsent,
  changePoints,
  grantTier,
  enterFlow,
  tagCustomer,
  makeCode,
  refund,
  changePrice,
  tagOrder,
  writeNote,
  holdOrder,
  exchangeItems,
  makeLabel,
  answerTicket,
  handOverTicket,
  answerReview,
  writeProduct,
  orderStock,
  pauseCampaign,
  askTeam,
  closeQuestion,
  openWork,
  followWork,
  mailTeam,
  trackEvent,
  webRequest,
];

export const actCapability = (id: string): ActCapability | undefined =>
  ACT_CAPABILITIES.find((one) => one.id === id);
