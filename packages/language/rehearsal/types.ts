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

/** Something a person did, with what it changed. What an order does to the customer (count, total, last order) is worked out. */
export interface RehearsalEvent {
  readonly event: EventFact;
  readonly cart?: CartFacts | undefined;
  readonly order?: OrderFacts | undefined;
  readonly customer?: Partial<CustomerFacts> | undefined;
  /** The message it answers, for what is drawn and not recorded. */
  readonly because?: string | undefined;
}

/** A past or sample customer. */
export interface RehearsalPerson {
  /** As known before the first of the events. */
  readonly customer: CustomerFacts;
  /** Oldest first. Those before `from` only make up what is known; those from then on start, wake and end enrolments. */
  readonly events: readonly RehearsalEvent[];
  /** Orders from before the first of the events: part of what is known, and counted already. */
  readonly orders?: readonly OrderFacts[] | undefined;
  /** Products that its events name, by id, as they are known. */
  readonly products?: Readonly<Record<string, ProductFacts>> | undefined;
  /** The end of this person's own time, where it is sooner than that of the rehearsal. */
  readonly until?: Instant | undefined;
}

/** A message that went out to the person, from the flow that is rehearsed. */
export interface EarlierSend {
  readonly at: Instant;
  readonly channel: string;
  readonly purpose: MessageEffect['purpose'];
  /** The cart its enrolment is about. */
  readonly cartId: string | null;
}

/** A message about to go, as guardrails are asked about it. */
export interface RehearsalSend {
  readonly at: Instant;
  readonly message: MessageEffect;
  readonly customer: CustomerFacts;
  readonly cart: CartFacts | null;
  readonly order: OrderFacts | null;
  /** What the flow found out so far. */
  readonly variables: Readonly<Record<string, Json>>;
  readonly enrolmentId: string;
  /** When it was first held; null when it was not. */
  readonly heldSince: Instant | null;
  /** What this person got earlier in this rehearsal, oldest first. */
  readonly earlier: readonly EarlierSend[];
}

export type Verdict =
  | { readonly do: 'pass' }
  | { readonly do: 'hold'; readonly until: Instant; readonly reason: string }
  | { readonly do: 'refuse' | 'skip'; readonly reason: string; readonly sentence?: string };

/** Something a flow asks for. */
export interface RehearsalCall {
  readonly at: Instant;
  readonly call: CallEffect;
  readonly facts: Facts;
  readonly variables: Readonly<Record<string, Json>>;
}

/** How it went, and what of the person it changed. */
export interface RehearsedAnswer {
  readonly outcome: CallOutcome;
  readonly result: Json;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly customer?: Partial<CustomerFacts> | undefined;
}

/**
 * What a driver of `step` is asked for by whoever runs it. The rehearsal takes one; a test that compares it with another
 * driver gives both the same.
 */
export interface RehearsalHost {
  enrolmentId(customerId: string, key: string, ordinal: number): string;
  heldOut(customerId: string): boolean;
  guard(send: RehearsalSend): Verdict;
  /** What comes of a call; done with what the step assumes when left out. Nothing is really done in a rehearsal. */
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
  /** How many enrolments and messages are kept whole, for the screen. Counts are of all. Default 50 and 200. */
  readonly keep?: { readonly enrolments?: number; readonly messages?: number } | undefined;
  /** Called with every enrolment as its person is done, kept or not. */
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
  /** `silent`: would have gone to somebody held back. */
  readonly outcome: 'sent' | 'refused' | 'skipped' | 'silent';
  readonly reason: string | null;
  /** When it was first held back for later; null when it never was. */
  readonly heldSince: Instant | null;
  /** When the person answered it, and whether an order came of it. */
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
  /** Where the person still is at the end; null when done. */
  readonly node: string | null;
  readonly trace: readonly TraceEntry[];
  readonly messages: readonly RehearsedMessage[];
  readonly variables: Readonly<Record<string, Json>>;
}

/** What happened at a node. People in the holdout are counted under `silent`, apart from the others. */
export interface NodeCounts {
  entered: number;
  /** Still there at the end. */
  waiting: number;
  sent: number;
  refused: number;
  skipped: number;
  held: number;
  silent: number;
  opened: number;
  clicked: number;
  /** Bought because of it, as drawn. */
  bought: number;
  /** Left the flow from here by an exit rule. */
  exited: number;
  /** Calls taken as done. */
  done: number;
  /** By port. */
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
  /** Met the trigger and did not come in, by reason. */
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
