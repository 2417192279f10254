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
} from './plan.ts';
import type { FactMeaning } from './fact-fields.ts';
import type { Facts } from './facts.ts';
import type { Graph, GraphNode, Subject } from './graph.ts';

export interface Port {
  readonly id: string;
  /** As written on the edge: "Yes", "No reply within 3 hours". */
  readonly label: string;
  /** When nothing is wired here people leave there (true) or `validate` complains (false, default). */
  readonly optional?: boolean;
}

/** trigger, wait, path, decision, message, action, end: hue, icon and shape on the canvas. */
export type Family = 'trigger' | 'wait' | 'path' | 'decision' | 'message' | 'action' | 'end';

/** What a node sees when the person arrives or is woken there. */
export interface Scene<Config> {
  readonly node: string;
  readonly visit: number;
  readonly config: Config;
  readonly facts: Facts;
  readonly cursor: Cursor;
  /** A sticky draw in [0,1): salted hash of the enrolment's customer or id, this node, and `salt`. `by: 'customer'` is the same on every visit and version. */
  draw(salt: string, by?: 'customer' | 'enrolment'): number;
}

/** What a node says shall happen. Effects are performed by the driver in order. */
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
        Partial<Pick<CallEffect, 'part'>> & { readonly memory?: Json };
      readonly sentence: string;
      readonly with?: Contribution;
    }
  | { readonly end: string; readonly sentence: string };

/** What a node adds on the way. */
export interface Contribution {
  readonly variables?: Readonly<Record<string, Json>>;
  readonly decision?: DecisionRecord;
  readonly code?: { readonly code: string; readonly terms: CodeTerms };
}

/** What a kind does. Pure: no clock, no chance, no world. */
export interface Meaning<Config> {
  /** The person comes to the node. */
  arrive(scene: Scene<Config>): Move;
  /** The waiting node is woken; `null` means: not for me, keep waiting as before. Left out by kinds that never wait. */
  wake?(scene: Scene<Config>, wake: Wake): Move | null;
  /**
   * Whether the way that was taken still holds, for a message further on that had to wait: null, or why not, as a sentence
   * that begins with "Not sent:". Left out by kinds whose choice is made once.
   * @param taken the port, and since when the person was at this node
   */
  stands?(scene: Scene<Config>, taken: { readonly port: string; readonly since: Instant }): string | null;
}

/** A capability that a node asks for, and the connection it names for it (null: any that has it). */
export interface Asked {
  readonly capability: string;
  readonly connection: string | null;
}

/** Everything there is to say about a kind of node. One folder in catalogue/nodes each. */
export interface NodeKind<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  /** When to use it, one sentence for the palette. */
  readonly summary: string;
  readonly family: Family;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** Only kinds that send: the id of the channel, and the message is in `config.content`. */
  readonly channel?: string;
  /** zod object with `.meta({ title, description, control?, ... })` on each field: panel, API and docs are made from it. */
  readonly config: Schema;
  /** Config of a node just dropped on the canvas; may be unfinished (then `validate` says what is missing). */
  readonly initial: Readonly<Record<string, unknown>>;
  /** A complete config, for conformance tests and docs. */
  readonly example: z.input<Schema>;
  /** Named versions, first is 1; the config's current version is the highest. `{}` means version 0. */
  readonly versions: Readonly<Record<string, number>>;
  /** Brings a config from the version before the named one up to it. */
  readonly migrate?: Readonly<Record<string, (config: Record<string, unknown>) => Record<string, unknown>>>;
  /** Ports of a node with this (perhaps unfinished) config. */
  ports(config: Record<string, unknown>): readonly Port[];
  /** The card as a sentence with live values; must read well for `initial` too. */
  sentence(config: Record<string, unknown>): string;
  /** Only triggers: what lets people in. */
  trigger?(config: z.output<Schema>, subject?: Subject): PlanTrigger;
  /** True for kinds that are about a person: flows about a product or the store have none. Kinds with a channel are so anyway. */
  readonly person?: boolean;
  /** Only kinds that are about a thing, such as an order: flows about anything else refuse them. */
  readonly subjects?: readonly Subject[];
  /** What facts the meaning asks about. */
  needs?(config: z.output<Schema>): Partial<PlanNeeds>;
  /** Problems beyond what the schema says. */
  check?(config: z.output<Schema>, node: GraphNode, graph: Graph): readonly Omit<Problem, 'node'>[];
  /** True for kinds that always let time pass, so that a loop through them is allowed. */
  readonly takesTime?: (config: Record<string, unknown>) => boolean;
  /** Variables this node reads beyond those in its conditions, for example `code` in a message that shows one. */
  uses?(config: z.output<Schema>): readonly string[];
  /**
   * Variables this node sets, by name. With its type, a variable is a fact that conditions name as `decision.<name>`; a label
   * alone does for one that is not compared as a whole.
   */
  readonly sets?: Readonly<Record<string, string | FactMeaning>>;
  /** Facts of a family that it gives a label of their own, by path: consent for the channel it sends by. */
  readonly facts?: Readonly<Record<string, string>>;
  /** The same as `sets` for variables whose names are in the (perhaps unfinished) config. */
  setsBy?(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string | FactMeaning>>;
  /** Only kinds that act: what they ask for, so that publishing can tell whether anything connected does it. */
  asks?(config: z.output<Schema>): readonly Asked[];
  readonly meaning: Meaning<z.output<Schema>>;
}

/** The catalogue as the language sees it: kinds by name. `compile`, `validate` and `step` take it as an argument. */
export type Kinds = Readonly<Record<string, NodeKind>>;

export function defineNode<Schema extends z.ZodType>(kind: NodeKind<Schema>): NodeKind {
  return kind as unknown as NodeKind;
}

export type { Effect };
