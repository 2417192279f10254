/**
 * Names, ids and types that the worker, its workflows and its tests share, and that travel through Temporal.
 * Workflow histories keep them for months, so only add to them. Pure, so that workflows may import it.
 */

/** The task queue of workflows, steps, and messages into the sandbox. */
export const MAIN_QUEUE = 'millrace';

/** Each provider's channel has its own task queue, so that a rate limit holds across all workers. */
export function deliveryQueue(channel: string): string {
  return `${MAIN_QUEUE}-${channel}`;
}

/** Calls to an outside system have a task queue for each connector. */
export function callQueue(connector: string): string {
  return `${MAIN_QUEUE}-act-${connector}`;
}

export const ENROLMENT_WORKFLOW = 'enrolment';
/** Tells a workflow to look at its enrolment. Carries no data; the mailbox is a table. */
export const WAKE_SIGNAL = 'wake';

export function enrolmentWorkflowId(enrolmentId: string): string {
  return `enrolment-${enrolmentId}`;
}

/** Epoch milliseconds, real time. */
type Instant = number;

/** The workflow's next instruction. Stored with the enrolment, so that a repeated step returns the same. */
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

/** Ids only, because a history must hold no personal data. */
export interface EnrolmentInput {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  /** The instruction from which a continued run resumes. */
  readonly instruction?: Instruction;
}

export interface AdvanceRequest {
  readonly workspaceId: string;
  readonly enrolmentId: string;
  /** The last sequence number that the workflow knows; -1 before the first. */
  readonly seq: number;
  readonly now: Instant;
  /** The last two instructions were identical and due at once. The enrolment must move or end. */
  readonly stuck?: true;
}

export interface DeliverRequest extends AdvanceRequest {
  readonly messageId: string;
}

export interface ActRequest extends AdvanceRequest {
  readonly callId: string;
}

/** Activities, as the workflow calls them. */
export interface EnrolmentActivities {
  advance(request: AdvanceRequest): Promise<Instruction>;
  deliver(request: DeliverRequest): Promise<Instruction>;
  act(request: ActRequest): Promise<Instruction>;
}
