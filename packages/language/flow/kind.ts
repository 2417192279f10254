import type { z } from 'zod';
import type { Instant, Json } from '@millrace/base';
import type {
  CallEffect,
  Cursor,
  DecisionRecord,
  Effect,
  Listen,
  PlanNeeds,
  PlanTrigger,
  Problem,
  Wake,
  CodeTerms,
  VariantEffect,
} from './plan.ts';
import type { FactMeaning } from './fact-fields.ts';
import type { Facts } from './facts.ts';
import type { Graph, GraphNode, Subject } from './graph.ts';

export interface Port {
  readonly id: string;
  /** Shown on the edge: "Yes", "No reply within 3 hours". */
  readonly label: string;
  /**
   * True: the flow ends for people here when nothing is connected. False, the default: `validate` reports an
   * error.
   */
  readonly optional?: boolean;
}

/** The family sets hue and shape of a card on the canvas. */
export type Family = 'trigger' | 'wait' | 'path' | 'decision' | 'message' | 'action' | 'end';

/** What a node is given when the person arrives or is woken there. */
export interface Scene<Config> {
  readonly node: string;
  readonly visit: number;
  readonly config: Config;
  readonly facts: Facts;
  /** What the messages of the flow are, where a step does not say it. */
  readonly purpose: 'marketing' | 'transactional';
  readonly cursor: Cursor;
  /**
   * A draw in [0, 1): a hash of the flow, this node, `salt`, and the enrolment's id and visit. `by:
   * 'customer'` uses the customer's id in their place, so that the draw is the same on every visit, entry and
   * version.
   */
  draw(salt: string, by?: 'customer' | 'enrolment'): number;
}

/** What a node wants to happen next. The driver performs the effects in order. */
export type Move =
  | { readonly go: string; readonly sentence?: string; readonly data?: Json; readonly with?: Contribution }
  | {
      readonly waitUntil: Instant | null;
      readonly listens?: readonly Listen[];
      readonly memory?: Json;
      readonly sentence: string;
      readonly with?: Contribution;
    }
  | {
      readonly message: {
        readonly channel: string;
        readonly purpose: 'marketing' | 'transactional' | 'flow';
      };
      readonly sentence: string;
      readonly with?: Contribution;
    }
  | {
      readonly call: Pick<CallEffect, 'capability' | 'input' | 'assumed'> &
        Partial<Pick<CallEffect, 'part' | 'textsOf'>> & { readonly memory?: Json };
      readonly sentence: string;
      readonly with?: Contribution;
    }
  | { readonly end: string; readonly sentence: string };

/** What a node adds to a move: variables, a decision record, a discount code. */
export interface Contribution {
  readonly variables?: Readonly<Record<string, Json>>;
  readonly decision?: DecisionRecord;
  readonly code?: { readonly code: string; readonly terms: CodeTerms };
  /** The variant of a test that the person gets here for the first time. */
  readonly variant?: Omit<VariantEffect, 'type' | 'key' | 'node'>;
}

/** What a kind does. Pure: no clock, no random numbers, no input or output. */
export interface Meaning<Config> {
  /** The person comes to the node. */
  arrive(scene: Scene<Config>): Move;
  /**
   * The waiting node is woken. `null` ignores the wake and keeps waiting. Left out by kinds that never wait.
   */
  wake?(scene: Scene<Config>, wake: Wake): Move | null;
  /**
   * Checks again, for a held message further on, whether the person would still leave by the same port: null,
   * or the reason why not as a sentence that begins with "Not sent:". Left out by kinds whose choice is
   * final.
   * @param taken the port, and when the person entered this node
   */
  stands?(scene: Scene<Config>, taken: { readonly port: string; readonly since: Instant }): string | null;
}

/**
 * A capability that a node needs, and the connection it names for it (null: any connection with the
 * capability).
 */
export interface Asked {
  readonly capability: string;
  readonly connection: string | null;
  /** Whether a person gets it as a task where no connection has the capability. Then it may be published. */
  readonly orPerson?: boolean;
}

/** Variants that are compared on people, each at one port of the node. */
export interface FlowTest {
  readonly variants: readonly { readonly id: string; readonly name: string; readonly share: number }[];
  /** Any of these events within the window counts. */
  readonly goals: readonly string[];
  /** Days of the person's own time after they came to the node. */
  readonly withinDays: number;
  /** Whether the rule chooses the winner as soon as there is one. */
  readonly isAutomatic: boolean;
  /** People of each variant whose windows are over before a winner is looked for. */
  readonly least: number;
  /** Names the settings under which people are comparable; others begin a new round. */
  readonly round: string;
}

/** A kind of node. Each has one folder in catalogue/nodes. */
export interface NodeKind<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  /** When to use it, one sentence for the palette. */
  readonly summary: string;
  readonly family: Family;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** Only for kinds that send: the id of the channel. The message is in `config.content`. */
  readonly channel?: string;
  /**
   * zod object with `.meta({ title, description, control?, ... })` on each field: panel, API and docs are
   * made from it.
   */
  readonly config: Schema;
  /**
   * Config of a node just dropped on the canvas; may be unfinished (then `validate` says what is missing).
   */
  readonly initial: Readonly<Record<string, unknown>>;
  /** A complete config, for conformance tests and docs. */
  readonly example: z.input<Schema>;
  /** Named versions, first is 1; the config's current version is the highest. `{}` means version 0. */
  readonly versions: Readonly<Record<string, number>>;
  /** Migrates a config to the named version from the one before. */
  readonly migrate?: Readonly<Record<string, (config: Record<string, unknown>) => Record<string, unknown>>>;
  /** Ports of a node with this (perhaps unfinished) config. */
  ports(config: Record<string, unknown>): readonly Port[];
  /** The card as a sentence with live values; must read well for `initial` too. */
  sentence(config: Record<string, unknown>): string;
  /** Only for triggers: what lets people in. */
  trigger?(config: z.output<Schema>, subject?: Subject): PlanTrigger;
  /**
   * True for kinds that need a person, which flows about a product or the store lack. Kinds with a channel
   * always need one.
   */
  readonly person?: boolean;
  /**
   * Only for kinds that need a thing, such as an order: `validate` refuses them in flows about anything else.
   */
  readonly subjects?: readonly Subject[];
  /** The facts that the meaning reads. */
  needs?(config: z.output<Schema>): Partial<PlanNeeds>;
  /** Problems beyond what the schema says. */
  check?(config: z.output<Schema>, node: GraphNode, graph: Graph): readonly Omit<Problem, 'node'>[];
  /** True when the node always lets time pass, so that a loop through it is allowed. */
  readonly takesTime?: (config: Record<string, unknown>) => boolean;
  /**
   * Only for kinds that compare variants: what is compared, and by what. The facts then have the variant that a
   * person had before, and the one that was chosen for everybody new.
   */
  test?(config: z.output<Schema>): FlowTest;
  /**
   * Only for kinds that compare variants: the config of a test of these, each with the same share. The ids are those of its
   * ports.
   */
  testOf?(variants: readonly { readonly id: string; readonly name: string }[]): z.input<Schema>;
  /** Only for kinds that end a flow: whether this is a good or a bad end; null when neither. */
  ends?(config: Record<string, unknown>): 'good' | 'bad' | null;
  /** Ids of other flows that people are led into here, so that publishing can check them. */
  leadsTo?(config: z.output<Schema>): readonly string[];
  /** Ids of lists that people are put on or taken off here, so that publishing can check them. */
  lists?(config: z.output<Schema>): readonly string[];
  /** Names of loyalty tiers that are granted here, so that publishing can check that the store has them. */
  tiers?(config: z.output<Schema>): readonly string[];
  /** Ports that a person can take only so many times, so that a loop through them ends by itself. */
  readonly limited?: readonly string[];
  /**
   * Variables this node reads beyond those in its conditions, for example `code` in a message that shows one.
   */
  uses?(config: z.output<Schema>): readonly string[];
  /**
   * Variables this node sets, by name. A variable with a type is a fact that conditions name as
   * `decision.<name>`; a label alone is enough for a variable that conditions do not compare as a whole.
   */
  readonly sets?: Readonly<Record<string, string | FactMeaning>>;
  /**
   * Facts of a family, by path: their labels, such as of consent for the channel it sends by, or their whole meaning,
   * such as of what models predict of people.
   */
  readonly facts?: Readonly<Record<string, string | FactMeaning>>;
  /** Like `sets`, for variables whose names are in the (perhaps unfinished) config. */
  setsBy?(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string | FactMeaning>>;
  /**
   * Only for kinds that act: the capabilities they need, so that publishing can check for a connection that
   * has them.
   */
  asks?(config: z.output<Schema>): readonly Asked[];
  readonly meaning: Meaning<z.output<Schema>>;
}

/**
 * The catalogue as the language sees it: kinds by name. `compile`, `validate` and `step` take it as an
 * argument.
 */
export type Kinds = Readonly<Record<string, NodeKind>>;

export function defineNode<Schema extends z.ZodType>(kind: NodeKind<Schema>): NodeKind {
  return kind as unknown as NodeKind;
}

export type { Effect };
