/**
 * What the worker, its workflows and its tests agree on: names, ids and shapes that travel through Temporal. Histories keep
 * these for months: only ever add to them. Pure, so that workflows may import it.
 */

/** The queue of workflows, steps, and messages that only go to the sandbox. */
export const MAIN_QUEUE = 'millrace';

/** A provider's messages have a queue of their own, so that its rate limit holds over all workers. */
export function deliveryQueue(channel: string): string {
  return `${MAIN_QUEUE}-${channel}`;
}

/** What a system outside is asked to do has a queue of its own, by the connector. */
export function callQueue(connector: string): string {
  return `${MAIN_QUEUE}-act-${connector}`;
}

export const ENROLMENT_WORKFLOW = 'enrolment';
/** Says "look at your enrolment"; carries nothing, the mailbox is a table. */
export const WAKE_SIGNAL = 'wake';

export function enrolmentWorkflowId(enrolmentId: string): string {
  return `enrolment-${enrolmentId}`;
}

/** Epoch milliseconds, real time. */
type Instant = number;

/** What the workflow does next. Stored with the enrolment, so that a repeated step answers the same. */
export type Instruction =
  | { readonly type: 'wait'; readonly seq: number; readonly until: Instant | null }
  | {
      readonly type: 'deliver';
      readonly seq: number;
      readonly messageId: string;
      readonly at: Instant | null;
      readonly queue: string;
    }
  | {
      readonly type: 'call';
      readonly seq: number;
      readonly callId: string;
      readonly at: Instant | null;
      readonly queue: string;
    }
  | { readonly type: 'done'; readonly seq: number; readonly reason: string };

/** Ids only: a history holds nothing about a person. */
export interface EnrolmentInput {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  /** Where a continued run goes on. */
  readonly instruction?: Instruction;
}

export interface AdvanceRequest {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  /** The sequence number the workflow last heard of; -1 before the first. */
  readonly seq: number;
  readonly now: Instant;
  /** The last answer said to look at once, and so did the one before it, word for word: this must not go on. */
  readonly stuck?: true;
}

export interface DeliverRequest extends AdvanceRequest {
  readonly messageId: string;
}

export interface ActRequest extends AdvanceRequest {
  readonly callId: string;
}

/** Activities as the workflow calls them. */
export interface EnrolmentActivities {
  advance(request: AdvanceRequest): Promise<Instruction>;
  deliver(request: DeliverRequest): Promise<Instruction>;
  act(request: ActRequest): Promise<Instruction>;
}
