import type { Instant, Json } from '@millrace/base';
import type { Condition } from './condition.ts';
import type { ExitRule, FlowSettings, Match, Reentry, Subject } from './graph.ts';
import type { EventFact } from './facts.ts';
import type { Fix } from './graph-edit.ts';
import type { TriggerSource } from './trigger-source.ts';

/**
 * A node ready to run: config parsed, ports resolved to indexes in `Plan.nodes` (-1: not connected, the flow
 * ends there).
 */
export interface PlanNode {
  readonly id: string;
  readonly kind: string;
  /**
   * Version of the kind's config. When the kind has a newer version, the config is migrated as the plan is
   * loaded.
   */
  readonly version: number;
  readonly name: string;
  readonly config: Json;
  readonly ports: Readonly<Record<string, number>>;
}

/**
 * Which id is the key of an enrolment. `store`: one for each run of a schedule, else one for the whole store.
 */
export type EnrolmentKey = 'customer' | 'cart' | 'order' | 'return' | 'ticket' | 'product' | 'store';

export interface PlanTrigger {
  /** The event that lets people in. Every kind of trigger starts a flow by an event. */
  readonly event: string;
  /** Other events that let people in as well; absent when there are none. `entryEvents` has all of them. */
  readonly also?: readonly string[] | undefined;
  /**
   * What makes that event, for this flow alone; absent when the event comes from outside, and in plans older
   * than sources.
   */
  readonly source?: TriggerSource | undefined;
  readonly filter: Condition | null;
  readonly reentry: Reentry;
  readonly exits: readonly ExitRule[];
  /** Which id is the key. Each key has at most one running enrolment. */
  readonly key: EnrolmentKey;
}

/** What the facts loader must bring for this plan. */
export interface PlanNeeds {
  /** Event types to load, with how many days back (0: since entering; 3650: ever). */
  readonly events: Readonly<Record<string, number>>;
  readonly models: readonly string[];
  /** Ids of saved segments that conditions name; absent when there are none. */
  readonly segments?: readonly string[] | undefined;
  /** Ids of the nodes that compare variants; absent when there are none. */
  readonly tests?: readonly string[] | undefined;
  /** Whether a step chooses a time by the store's quiet hours; absent when none does. */
  readonly quiet?: true | undefined;
  /** Whether a step chooses a channel; absent when none does. */
  readonly sending?: true | undefined;
}

/** What a graph compiles to. Immutable, and named by the SHA-256 of its canonical JSON. */
export interface Plan {
  readonly planVersion: 1;
  readonly subject: Subject;
  readonly trigger: PlanTrigger;
  readonly entry: number;
  readonly nodes: readonly PlanNode[];
  readonly settings: FlowSettings;
  readonly needs: PlanNeeds;
}

/** The state of an enrolment. JSON, stored with the enrolment; the workflow never reads it. */
export interface Cursor {
  /** Id of the node the person is at; null when not begun or done. */
  readonly node: string | null;
  /** How often each node was entered; the visit number of the current one is `visits[node]`. */
  readonly visits: Readonly<Record<string, number>>;
  /** What the waiting node stores for itself until it is woken. */
  readonly memory: Json;
  /**
   * Variables that decisions and actions set, and `code` (`{ code, terms }`). Conditions read them as
   * `decision.<name>`, and content can show them.
   */
  readonly variables: Readonly<Record<string, Json>>;
  /** Id of the latest message by node, for waits that listen for events of their own message. */
  readonly messages: Readonly<Record<string, string>>;
  /** Id of the message planned last; null before the first. */
  readonly lastMessage: string | null;
  /** True for people in the holdout: they walk the plan and are sent nothing. */
  readonly silent: boolean;
  /**
   * What the enrolment waits for since the last step; null before the first. Any other wake changes nothing.
   */
  readonly pending: Next | null;
}

export type SettledOutcome = 'sent' | 'refused' | 'skipped' | 'failed' | 'unknown' | 'silent';

/**
 * The outcome of a call. `skipped`: not made, as its time had passed or the flow ended; `silent`: not made
 * for the holdout.
 */
export type CallOutcome = 'done' | 'refused' | 'failed' | 'unknown' | 'skipped' | 'silent';

/** Why an enrolment is stepped. */
export type Wake =
  | { readonly type: 'start' }
  | { readonly type: 'timer' }
  /** Something about the person may have changed. Only waits that watch their facts are woken by it. */
  | { readonly type: 'changed' }
  | { readonly type: 'event'; readonly event: EventFact }
  | {
      readonly type: 'settled';
      readonly messageId: string;
      readonly outcome: SettledOutcome;
      /** A code, for counts and conditions. */
      readonly reason: string | null;
      /** The reason as a sentence for people, from the guardrail or provider. */
      readonly sentence?: string | null;
    }
  | CallAnswer;

/** The outcome of a call, as a wake. */
export interface CallAnswer {
  readonly type: 'answer';
  readonly callId: string;
  /** Which call of the visit it was, for nodes that make several. `step` fills it in for the node. */
  readonly part?: string;
  readonly outcome: CallOutcome;
  /** The result, as the connector's act defines it; null unless the call was done. */
  readonly result: Json;
  /** A code, for counts and conditions. */
  readonly reason: string | null;
  /** The reason as a sentence for people. */
  readonly sentence?: string | null;
}

/** An event that wakes the enrolment. */
export interface Listen {
  readonly event: string;
  readonly match: Match;
  /** The id that the event's cart, order, message or product must have; null for `customer`. */
  readonly id: string | null;
}

/** What the enrolment waits for next, or that it is done. */
export type Next =
  | { readonly type: 'wait'; readonly until: Instant | null; readonly listens: readonly Listen[] }
  | { readonly type: 'message'; readonly messageId: string }
  | { readonly type: 'call'; readonly callId: string; readonly part: string }
  | { readonly type: 'done'; readonly reason: string };

/** Something the driver must do or record. Its key makes a repeat harmless. */
export type Effect =
  | MessageEffect
  | CallEffect
  | VariantEffect
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

/** Written once for a person and a node: the variant they keep. Not for people in the holdout. */
export interface VariantEffect {
  readonly type: 'variant';
  readonly key: string;
  readonly node: string;
  readonly variant: string;
  /** Names the settings it was drawn under; people of different rounds are not compared. */
  readonly round: string;
  /** Days of the person's own time in which goals count. */
  readonly withinDays: number;
}

export interface MessageEffect {
  readonly type: 'message';
  /** `<enrolment>/<node>/<visit>`. Each key has one message row, forever. */
  readonly key: string;
  readonly messageId: string;
  readonly node: string;
  readonly visit: number;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly silent: boolean;
}

/**
 * An action in an outside system or in Millrace. The catalogue defines it; the language knows only its name.
 */
export interface CallEffect {
  readonly type: 'call';
  /**
   * `<enrolment>/<node>/<visit>`, and `/<part>` for a further call of the visit. Each key has one call row,
   * forever.
   */
  readonly key: string;
  readonly callId: string;
  readonly node: string;
  readonly visit: number;
  /** Distinguishes further calls of the same visit from the first, whose part is ''. */
  readonly part: string;
  /** The name of the capability, as connectors offer it. */
  readonly capability: string;
  /** The input, in the capability's schema. */
  readonly input: Json;
  /** The result to assume where the call is not made: in a rehearsal, and for people in the holdout. */
  readonly assumed: Json;
  /**
   * The call by which a person checked the texts of this one. They are what that person agreed to, not filled
   * in again.
   */
  readonly textsOf?: string | undefined;
  readonly silent: boolean;
}

export interface CodeTerms {
  readonly kind: 'percentage' | 'amount' | 'free-shipping';
  /** Percent 1 to 100, or minor units; 0 for free shipping. */
  readonly value: number;
  readonly expiresAt: Instant;
  readonly minimum: number | null;
}

/** A decision as it is logged, shown, and used for training. */
export interface DecisionRecord {
  readonly model: string;
  /** `rule` while there is too little training data. */
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
  /** Reasons as whole sentences, strongest first. */
  readonly explanation: readonly string[];
}

/**
 * One line in the history of an enrolment. `at` is the person's own time. Every node the person reaches gives
 * one `entered`, which node counts are based on; then `waits`, `message` or `call` while the node holds them,
 * `woken`, `settled` or `answered` when that is over, and `went` with the port when they move on. The history
 * ends with one `done` or `exited`.
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

/** A problem of a graph, for the marketer. Errors stop publishing; warnings do not. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The node it is about; null when it is about the whole flow. */
  readonly node: string | null;
  readonly code: string;
  readonly sentence: string;
  /** The dotted path of the config field it is about; null when it is about the whole node. */
  readonly field: string | null;
  /** Edits that fix it, when there is nothing to choose. */
  readonly fix?: Fix | undefined;
  /** The capability that no connection has, when that is the problem: connecting a system fixes it. */
  readonly asks?: string | undefined;
}
