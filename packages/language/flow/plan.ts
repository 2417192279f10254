import type { Instant, Json } from '@millrace/base';
import type { Condition } from './condition.ts';
import type { ExitRule, FlowSettings, Match, Reentry, Subject } from './graph.ts';
import type { EventFact } from './facts.ts';
import type { Fix } from './graph-edit.ts';
import type { TriggerSource } from './trigger-source.ts';

/** A node ready to run: config parsed, ports resolved to positions in `Plan.nodes` (-1: nothing wired, the way ends). */
export interface PlanNode {
  readonly id: string;
  readonly kind: string;
  /** Version of the kind's config; when the kind has gone on since, the config is brought up as the plan is loaded. */
  readonly version: number;
  readonly name: string;
  readonly config: Json;
  readonly ports: Readonly<Record<string, number>>;
}

/** Which id an enrolment is keyed by. `store`: one for each run of a schedule, else one for the store as a whole. */
export type EnrolmentKey = 'customer' | 'cart' | 'order' | 'return' | 'ticket' | 'product' | 'store';

export interface PlanTrigger {
  /** The event that lets in. Whatever it is that begins a flow, it comes as an event. */
  readonly event: string;
  /** What makes that event, for this flow alone; absent where it comes in by itself, as in every plan published before there were sources. */
  readonly source?: TriggerSource | undefined;
  readonly filter: Condition | null;
  readonly reentry: Reentry;
  readonly exits: readonly ExitRule[];
  /** Which id keys the enrolment: one at a time for each key. */
  readonly key: EnrolmentKey;
}

/** What the facts loader must bring for this plan. */
export interface PlanNeeds {
  /** Event types whose past is asked about, with how many days back (0: since entering; 3650: ever). */
  readonly events: Readonly<Record<string, number>>;
  readonly models: readonly string[];
}

/** What a graph compiles to. Immutable, named by the SHA-256 of its canonical JSON, never changed once published. */
export interface Plan {
  readonly planVersion: 1;
  readonly subject: Subject;
  readonly trigger: PlanTrigger;
  readonly entry: number;
  readonly nodes: readonly PlanNode[];
  readonly settings: FlowSettings;
  readonly needs: PlanNeeds;
}

/** Where an enrolment stands. JSON, stored with the enrolment; the workflow never sees inside. */
export interface Cursor {
  /** Id of the node the person is at; null when not begun or done. */
  readonly node: string | null;
  /** How often each node was entered; the visit number of the current one is `visits[node]`. */
  readonly visits: Readonly<Record<string, number>>;
  /** What the waiting node wants to remember until it is woken. */
  readonly memory: Json;
  /** What decisions and actions found out, as each says it sets, and `code` (`{ code, terms }`). Readable in conditions as `decision.<name>` and in content. */
  readonly variables: Readonly<Record<string, Json>>;
  /** Ids of messages by node, the latest visit, for waits that listen to "its own message". */
  readonly messages: Readonly<Record<string, string>>;
  /** Id of the message planned last; null before the first. */
  readonly lastMessage: string | null;
  /** Held-out: walks the plan and sends nothing. */
  readonly silent: boolean;
  /** What the last step said shall happen next; null before the first. A wake that does not fit it changes nothing. */
  readonly pending: Next | null;
}

export type SettledOutcome = 'sent' | 'refused' | 'skipped' | 'failed' | 'unknown' | 'silent';

/** How a call came to its end. `skipped`: not made, as its time had passed or the flow ended; `silent`: nobody acts for people held out. */
export type CallOutcome = 'done' | 'refused' | 'failed' | 'unknown' | 'skipped' | 'silent';

/** Why the plan is looked at again. */
export type Wake =
  | { readonly type: 'start' }
  | { readonly type: 'timer' }
  | { readonly type: 'event'; readonly event: EventFact }
  | {
      readonly type: 'settled';
      readonly messageId: string;
      readonly outcome: SettledOutcome;
      /** A code, for counts and conditions. */
      readonly reason: string | null;
      /** The same for people to read, in the words of the guardrail or provider that said so. */
      readonly sentence?: string | null;
    }
  | CallAnswer;

/** What became of a call. */
export interface CallAnswer {
  readonly type: 'answer';
  readonly callId: string;
  /** Which call of the visit it was, where a node makes several; told to the node by the step. */
  readonly part?: string;
  readonly outcome: CallOutcome;
  /** What it found out or made, as the act says; null unless it was done. */
  readonly result: Json;
  /** A code, for counts and conditions. */
  readonly reason: string | null;
  /** The same for people to read. */
  readonly sentence?: string | null;
}

/** An event the enrolment wants to be woken by. */
export interface Listen {
  readonly event: string;
  readonly match: Match;
  /** The id that the event's cart, order, message or product must have; null for `customer`. */
  readonly id: string | null;
}

/** What must happen next to the enrolment. */
export type Next =
  | { readonly type: 'wait'; readonly until: Instant | null; readonly listens: readonly Listen[] }
  | { readonly type: 'message'; readonly messageId: string }
  | { readonly type: 'call'; readonly callId: string; readonly part: string }
  | { readonly type: 'done'; readonly reason: string };

/** Something the driver must do or record. Keyed so that doing it twice is harmless. */
export type Effect =
  | MessageEffect
  | CallEffect
  | {
      readonly type: 'decision';
      readonly key: string;
      readonly node: string;
      readonly decision: DecisionRecord;
    }
  | {
      readonly type: 'code';
      readonly key: string;
      readonly node: string;
      readonly code: string;
      readonly terms: CodeTerms;
    };

export interface MessageEffect {
  readonly type: 'message';
  /** `<enrolment>/<node>/<visit>`: one message row for each, forever. */
  readonly key: string;
  readonly messageId: string;
  readonly node: string;
  readonly visit: number;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly silent: boolean;
}

/** Something is to be done, in a system outside or by us. What it is, the catalogue says: the language knows its name only. */
export interface CallEffect {
  readonly type: 'call';
  /** `<enrolment>/<node>/<visit>`, and `/<part>` for a further call of the visit: one call row for each, forever. */
  readonly key: string;
  readonly callId: string;
  readonly node: string;
  readonly visit: number;
  /** Tells a further call of the same visit from the first, whose part is ''. */
  readonly part: string;
  /** What is asked for, by the name under which connectors offer it. */
  readonly capability: string;
  /** What it is asked with, as the capability's schema says. */
  readonly input: Json;
  /** Taken for its result where nothing is really done: in a rehearsal, and for people held out. */
  readonly assumed: Json;
  readonly silent: boolean;
}

export interface CodeTerms {
  readonly kind: 'percentage' | 'amount' | 'free-shipping';
  /** Percent 1 to 100, or minor units; 0 for free shipping. */
  readonly value: number;
  readonly expiresAt: Instant;
  readonly minimum: number | null;
}

/** A decision as it is logged, shown and learned from. */
export interface DecisionRecord {
  readonly model: string;
  /** `rule` while there is too little to learn from. */
  readonly by: 'model' | 'rule';
  readonly inputs: Readonly<Record<string, Json>>;
  readonly options: readonly {
    readonly id: string;
    readonly probability: number;
    readonly score: number | null;
    readonly note: string | null;
  }[];
  readonly chosen: string;
  readonly score: number | null;
  /** Strongest reasons first, whole sentences. */
  readonly explanation: readonly string[];
}

/**
 * One line of the story of an enrolment. `at` is the person's own time. Every node the person comes to gives one
 * `entered` (counts of a node count these); then `waits`, `message` or `call` when it holds them, `woken`, `settled` or
 * `answered` when that is over, and `went` with the port when they go on. The way ends with one `done` or `exited`.
 */
export interface TraceEntry {
  readonly at: Instant;
  readonly node: string | null;
  readonly visit: number;
  readonly what:
    | 'entered'
    | 'went'
    | 'waits'
    | 'woken'
    | 'decided'
    | 'message'
    | 'settled'
    | 'call'
    | 'answered'
    | 'exited'
    | 'done'
    | 'moved';
  /** The port taken, for `went`. */
  readonly port: string | null;
  /** A sentence for the marketer. */
  readonly sentence: string;
  readonly data: Json;
}

export interface StepResult {
  readonly cursor: Cursor;
  readonly trace: readonly TraceEntry[];
  readonly effects: readonly Effect[];
  readonly next: Next;
}

/** What is wrong with a graph, for the marketer. Errors stop publishing; warnings only speak. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The node it is about; null when it is about the whole flow. */
  readonly node: string | null;
  readonly code: string;
  readonly sentence: string;
  /** The field of the node's config, dotted, when it is one. */
  readonly field: string | null;
  /** What mends it, where nothing has to be chosen. */
  readonly fix?: Fix | undefined;
  /** The capability that nothing connected has, where that is what is wrong: connecting a system mends it. */
  readonly asks?: string | undefined;
}
