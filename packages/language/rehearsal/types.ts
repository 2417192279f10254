import type { Instant, Json } from '@millrace/base';
import type {
  CallEffect,
  CallOutcome,
  CartFacts,
  CustomerFacts,
  EventFact,
  Facts,
  MessageEffect,
  OrderFacts,
  Plan,
  ProductFacts,
  Step,
  StoreFacts,
  TraceEntry,
} from '@millrace/flow';

/**
 * Something a person did, with what it changed. Changes of the customer by an order (count, total, last
 * order) are computed.
 */
export interface RehearsalEvent {
  readonly event: EventFact;
  readonly cart?: CartFacts | undefined;
  readonly order?: OrderFacts | undefined;
  readonly customer?: Partial<CustomerFacts> | undefined;
  /** The message that caused it, for an event that is drawn and not recorded. */
  readonly because?: string | undefined;
}

/** A past or sample customer. */
export interface RehearsalPerson {
  /** The facts before the first event. */
  readonly customer: CustomerFacts;
  /** Oldest first. Events before `from` only change facts; later ones also start, wake and end enrolments. */
  readonly events: readonly RehearsalEvent[];
  /** Orders before the first event. The facts of the customer already include them. */
  readonly orders?: readonly OrderFacts[] | undefined;
  /** Products that the events name, by id. */
  readonly products?: Readonly<Record<string, ProductFacts>> | undefined;
  /** The end of this person's own time, when it is before the end of the rehearsal. */
  readonly until?: Instant | undefined;
}

/** A message the rehearsed flow sent to the person. */
export interface EarlierSend {
  readonly at: Instant;
  readonly channel: string;
  readonly purpose: MessageEffect['purpose'];
  /** The cart its enrolment is about. */
  readonly cartId: string | null;
}

/** A message about to be sent, as guardrails see it. */
export interface RehearsalSend {
  readonly at: Instant;
  readonly message: MessageEffect;
  readonly customer: CustomerFacts;
  readonly cart: CartFacts | null;
  readonly order: OrderFacts | null;
  readonly product?: ProductFacts | null | undefined;
  /** Variables that the flow has set so far. */
  readonly variables: Readonly<Record<string, Json>>;
  readonly enrolmentId: string;
  /** When it was first held; null when it was not. */
  readonly heldSince: Instant | null;
  /** Messages this person got earlier in this rehearsal, oldest first. */
  readonly earlier: readonly EarlierSend[];
}

export type Verdict =
  | { readonly do: 'pass' }
  | { readonly do: 'hold'; readonly until: Instant; readonly reason: string }
  | { readonly do: 'refuse' | 'skip'; readonly reason: string; readonly sentence?: string };

/** A call that a flow would make. */
export interface RehearsalCall {
  readonly at: Instant;
  readonly call: CallEffect;
  readonly facts: Facts;
  readonly variables: Readonly<Record<string, Json>>;
}

/** The outcome of a call, and its changes to the customer. */
export interface RehearsedAnswer {
  readonly outcome: CallOutcome;
  readonly result: Json;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly customer?: Partial<CustomerFacts> | undefined;
}

/**
 * What the caller of a driver of `step` provides. A test that compares the rehearsal with another driver
 * gives both the same host.
 */
export interface RehearsalHost {
  enrolmentId(customerId: string, key: string, ordinal: number): string;
  heldOut(customerId: string): boolean;
  guard(send: RehearsalSend): Verdict;
  /** The outcome of a call. When left out, it is done with the assumed result. A rehearsal makes no calls. */
  act?(call: RehearsalCall): RehearsedAnswer;
  /** What the person does after a message, such as opening it; nothing when left out. */
  react?(send: RehearsalSend): readonly RehearsalEvent[];
}

export interface RehearsalOptions {
  readonly plan: Plan;
  readonly step: Step;
  readonly store: StoreFacts;
  /** Time rehearsed: both ends included. */
  readonly from: Instant;
  readonly until: Instant;
  readonly models?: Readonly<Record<string, Json>> | undefined;
  /** The flow's salt, for holdout and draws. */
  readonly salt?: string | undefined;
  readonly host?: Partial<RehearsalHost> | undefined;
  /**
   * How many enrolments and messages are kept in full, for the screen. Counts include all. Default 50 and
   * 200.
   */
  readonly keep?: { readonly enrolments?: number; readonly messages?: number } | undefined;
  /** Called with every enrolment, kept or not, when its person is finished. */
  onEnrolment?(enrolment: RehearsedEnrolment): void;
  /** Called with everything that happens to a person, recorded or drawn, in order. */
  onEvent?(event: EventFact, drawn: boolean): void;
}

export interface RehearsedMessage {
  readonly at: Instant;
  readonly customerId: string;
  readonly enrolmentId: string;
  readonly node: string;
  readonly channel: string;
  readonly messageId: string;
  /** `silent`: would have been sent to a person in the holdout. */
  readonly outcome: 'sent' | 'refused' | 'skipped' | 'silent';
  readonly reason: string | null;
  /** When a guardrail first held it; null when none did. */
  readonly heldSince: Instant | null;
  /** When the person opened it, clicked in it, and bought because of it. */
  answered: { openedAt?: Instant; clickedAt?: Instant; boughtAt?: Instant };
}

export interface RehearsedEnrolment {
  readonly id: string;
  readonly customerId: string;
  readonly key: string;
  readonly enteredAt: Instant;
  readonly endedAt: Instant | null;
  readonly endReason: string | null;
  readonly heldOut: boolean;
  /** The node the person is at when the rehearsal ends; null when done. */
  readonly node: string | null;
  readonly trace: readonly TraceEntry[];
  readonly messages: readonly RehearsedMessage[];
  readonly variables: Readonly<Record<string, Json>>;
}

/** What happened at a node. People in the holdout are counted under `silent`, apart from the others. */
export interface NodeCounts {
  entered: number;
  /** Still there when the rehearsal ends. */
  waiting: number;
  sent: number;
  refused: number;
  skipped: number;
  held: number;
  silent: number;
  opened: number;
  clicked: number;
  /** Bought because of a message of this node, as drawn. */
  bought: number;
  /** Left the flow from here by an exit rule. */
  exited: number;
  /** Calls counted as done. */
  done: number;
  /** People who went on, by port. */
  went: Record<string, number>;
}

export interface Rehearsal {
  readonly people: number;
  /** Entries: a person or a thing that enters twice counts twice. */
  readonly entered: number;
  readonly heldOut: number;
  /** How many different people, or things in a flow about things, made these entries. */
  readonly subjects: { readonly entered: number; readonly heldOut: number };
  /** By reason: `completed`, `exit:order-placed`, ... */
  readonly ended: Readonly<Record<string, number>>;
  readonly running: number;
  /** Events of the trigger that let nobody in, by reason. */
  readonly notEntered: Readonly<Record<string, number>>;
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** Holds and refusals by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly sent: Readonly<Record<string, number>>;
  readonly decisions: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly enrolments: readonly RehearsedEnrolment[];
  readonly messages: readonly RehearsedMessage[];
}
