import type { Condition, Graph, Problem, Subject } from '@millrace/flow';
import type { PublishPreview as Previewed, VersionView } from '@millrace/services/flows';
import type { HoldoutPlanView } from '@millrace/services/measure';
import type { ContentPreview } from '@millrace/services/previews';
import type { RehearsedPage, RehearsedPerson as RehearsedStory } from '@millrace/services/rehearsal';
import type { Proposal } from '@millrace/services/writing';
import type { KnownFact, KnownValues as AllKnownValues, MatchingParts } from '@millrace/services/values';

/** One thing that stores change in a flow of the gallery, and the steps where it is. */
export interface ToAdapt {
  readonly sentence: string;
  readonly nodes: readonly string[];
}

/** The template of the gallery that a flow was made from. */
export interface FlowTemplate {
  readonly adapt: readonly ToAdapt[];
  /** Its steps as they came. */
  readonly nodes: readonly { readonly id: string; readonly config: Readonly<Record<string, unknown>> }[];
}

/** The calls the editor may make. The page passes them in; the editor calls no server itself. */
export interface EditorActions {
  /** Stores the draft if the stored one is still at `revision`. @throws SaveFailure with the kind of failure and what to do */
  save(graph: Graph, revision: number): Promise<Saved | Conflict>;
  rename?(name: string): Promise<void>;
  /** The template it was made from. Absent for flows that were not made from one of the gallery. */
  readTemplate?(): Promise<FlowTemplate>;
  /** All problems of a draft, by the same checks as publishing. */
  check?(graph: Graph): Promise<readonly Problem[]>;
  /** Signs the same user in again without leaving the page. */
  signIn?(password: string): Promise<'signed-in' | 'wrong' | 'too-often' | 'unreachable' | 'another-step'>;
  /** E-mail address of the signed-in user. */
  readonly signedInAs?: string;
  /** The message as a sample customer would see it, rendered by the server. */
  renderPreview?(
    channel: string,
    content: unknown,
    purpose: 'marketing' | 'transactional',
    /** The event that begins the flow, whose values the message may show. */
    event?: string,
  ): Promise<MessagePreview>;
  /** Properties of an event type, each with an example value. */
  eventProperties?(event: string): Promise<readonly { readonly name: string; readonly example: string }[]>;
  /** Sends the message to one address. Resolves with the result as a sentence and the address of the sent test. */
  testSend?(
    channel: string,
    content: unknown,
    address: string,
    event?: string,
  ): Promise<{ readonly sentence: string; readonly sent: boolean; readonly href?: string }>;
  /** Live numbers; called every five seconds in Watch mode. */
  loadCounts?(): Promise<FlowCounts>;
  rehearse?(graph: Graph, options: RehearsalOptions): Promise<RehearsalReport>;
  /** The entries behind a number of a rehearsal. */
  rehearsed?(
    graph: Graph,
    options: RehearsalOptions,
    behind: {
      readonly node: string;
      readonly count: string;
      readonly port?: string | undefined;
      readonly skip: number;
    },
  ): Promise<RehearsedPage>;
  /** The story of one of these entries. */
  rehearsedPerson?(
    graph: Graph,
    options: RehearsalOptions,
    person: { readonly customer: string; readonly enrolment: string },
  ): Promise<RehearsedStory>;
  /** Values that a fact has in this store, most frequent first. With `named`, only these. */
  factValues?(
    fact: string,
    question: { readonly search?: string; readonly named?: readonly string[] },
  ): Promise<KnownValues>;
  /** Custom properties of customers and events in this store. */
  knownFacts?(): Promise<readonly KnownFact[]>;
  /** How many customers match a condition now, and each of its parts alone. */
  matching?(condition: Condition, parts: readonly Condition[]): Promise<MatchingParts>;
  /** Other flows of the store, which people can be led into. */
  otherFlows?(): Promise<readonly OtherFlow[]>;
  /** Connections with a capability that a step needs. */
  carriers?(capability: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Members of the team, and which kinds of work each may answer. */
  team?(): Promise<readonly TeamMember[]>;
  /** How many would enter by a trigger as it is set, in sentences. */
  forecast?(trigger: {
    readonly subject: Subject;
    readonly kind: string;
    readonly config: Record<string, unknown>;
  }): Promise<readonly string[]>;
  /** Puts all customers who match into the live flow; all customers without a condition. */
  enrolAudience?(condition: Condition | undefined, spreadMinutes: number): Promise<AudienceProgress>;
  /** Progress of the audiences put into the flow, newest first. */
  audiences?(): Promise<readonly AudienceProgress[]>;
  /** What publishing the draft would change, also for those inside now. */
  previewPublish?(graph: Graph): Promise<PublishPreview>;
  /** What is known of the people of the stored draft, to plan its holdout with. */
  planHoldout?(): Promise<HoldoutNumbers>;
  publish?(request: PublishRequest): Promise<{ readonly version: number; readonly state: FlowState }>;
  pause?(): Promise<void>;
  /** How many are overdue because of the pause, and how many came meanwhile. */
  previewResume?(): Promise<Overdue>;
  resume?(choice: ResumeChoice): Promise<void>;
  stop?(): Promise<void>;
  /** Published versions, newest first. */
  listVersions?(): Promise<readonly FlowVersion[]>;
  /** The graph a version was published with. */
  readVersion?(number: number): Promise<Graph>;
  /** Saves the stored draft as a template of the store. It says why it did not work; null when it did. */
  saveAsTemplate?(entered: { readonly name: string; readonly purpose: string }): Promise<string | null>;
  /** Downloads the stored draft as a file. */
  exportFile?(): Promise<void>;
  /** Proposed variants of messages. Absent where nothing can be proposed. */
  readonly variants?: VariantActions;
  /** Address of the list behind a number. */
  peopleLink?(node: string, count: string): string;
}

export type VariantProposal = Proposal;

/** What variants of a message can be written with and by. */
export interface VariantPlace {
  readonly proposals: readonly VariantProposal[];
  readonly models: readonly { readonly id: string; readonly name: string; readonly model: string | null }[];
  /** Languages of the patterns, which need no model. */
  readonly patterns: readonly string[];
  readonly language: string;
  readonly placeholders: readonly string[];
  readonly brandFacts: readonly string[];
  readonly suggested: readonly string[];
  /** The text that is read first: "the subject". */
  readonly first: string;
}

export interface VariantWish {
  readonly count: number;
  readonly differs: 'first' | 'all';
  readonly language: string;
  readonly facts: readonly string[];
  /** Id of the connection of a model, or `patterns`. */
  readonly writer: string;
}

export interface Proposed {
  readonly proposals: readonly VariantProposal[];
  readonly added: readonly string[];
  readonly by: string | null;
  readonly leftOut: number;
  readonly leftOutWhy: readonly string[];
  readonly problem: { readonly reason: string; readonly next: string } | null;
}

/** All of them are about the stored draft, and throw an error with a sentence. */
export interface VariantActions {
  read(node: string): Promise<VariantPlace>;
  propose(node: string, wish: VariantWish): Promise<Proposed>;
  change(
    proposal: string,
    change: { readonly texts?: Readonly<Record<string, string>>; readonly approved?: boolean },
  ): Promise<VariantProposal>;
  drop(proposal: string): Promise<void>;
  /** Records that they were put into the draft, and removes them from the proposals. */
  use(node: string, proposals: readonly string[]): Promise<void>;
}

export interface AudienceProgress {
  readonly id: string;
  /** Number of customers to check. */
  readonly total: number;
  readonly done: number;
  readonly matched: number;
  /** Whether it was started by the flow's own schedule. */
  readonly planned: boolean;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface Saved {
  readonly revision: number;
}

/** Another user saved in between: their graph, its revision and their name. */
export interface Conflict {
  readonly theirs: Graph;
  readonly revision: number;
  readonly by: string;
}

/** A message as it would look. `html` is a whole page, shown in a sandbox; null for channels that are plain text. */
export type MessagePreview = Pick<ContentPreview, 'subject' | 'html' | 'text' | 'segments'> &
  Partial<Pick<ContentPreview, 'warnings'>>;

/** The numbers of one step: entries, messages or calls, all whole. */
export interface NodeCounts {
  readonly entered?: number;
  /** At the step now. */
  readonly waiting?: number;
  readonly sent?: number;
  readonly delivered?: number;
  readonly opened?: number;
  readonly clicked?: number;
  readonly held?: number;
  readonly refused?: number;
  readonly failed?: number;
  /** Calls that were done; below, those not done and those in doubt. */
  readonly done?: number;
  readonly notDone?: number;
  readonly inDoubt?: number;
  readonly exited?: number;
  readonly converted?: number;
}

export interface FlowCounts {
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** Entries that left by each port, by `<node>.<port>`. */
  readonly ways?: Readonly<Record<string, number>>;
}

/** Shares of messages that are opened, clicked and lead to an order, 0 to 1. */
export interface AnswerRates {
  readonly opened: number;
  readonly clicked: number;
  /** Share of those who click. */
  readonly bought: number;
}

/** Options of a rehearsal. Equal options with equal `seed` and `at` give the same rehearsal. */
export interface RehearsalOptions {
  readonly days: number;
  readonly people: number;
  readonly on: 'past' | 'sample';
  /** Rates to use instead of the measured ones, by channel. */
  readonly answers?: Readonly<Record<string, AnswerRates>> | undefined;
  readonly seed?: string;
  /** End of the rehearsed time, epoch milliseconds. */
  readonly at?: number;
}

export interface RehearsalReport {
  /** The result in one sentence. */
  readonly sentence: string;
  readonly people: number;
  readonly counts: FlowCounts;
  readonly on: 'past' | 'sample';
  readonly seed: string;
  readonly at: number;
  /** The rates by channel: as used, as measured, and the number of the store's messages measured. */
  readonly answers: Readonly<
    Record<string, AnswerRates & { readonly measured: AnswerRates; readonly messages: number }>
  >;
}

export {
  type KnownFact,
  type KnownValue,
  type MatchingParts as MatchingPeople,
} from '@millrace/services/values';
export { type RehearsedPage, type RehearsedPerson as RehearsedStory } from '@millrace/services/rehearsal';
/** `more`: there are more values than listed. */
export type KnownValues = Pick<AllKnownValues, 'values' | 'more'>;

/** What publishing would change. Parts may be absent. Channels are named as in a sentence: "e-mail". */
export interface PublishPreview
  extends
    Pick<Previewed, 'inside'>,
    Partial<
      Pick<
        Previewed,
        'changes' | 'audience' | 'holdout' | 'owner' | 'withoutProvider' | 'rivals' | 'neverSent'
      >
    > {
  /** Where those inside would land if moved, by step of the new version. */
  readonly landing: readonly { readonly node: string; readonly people: number }[];
  /** How many would leave because the new version does not have their step. */
  readonly homeless: number;
}

/** How many people enter, and what they order without the flow, with where each number is from. */
export type HoldoutNumbers = Pick<HoldoutPlanView, 'currency' | 'weekly' | 'base'>;

export interface PublishRequest {
  readonly revision: number;
  /** What happens to those inside earlier versions. */
  readonly inside: 'stay' | 'move' | 'leave';
  readonly note: string;
}

export type FlowVersion = Pick<VersionView, 'number' | 'publishedAt' | 'publishedBy' | 'note' | 'inside'>;

/** How many should have gone on during the pause, and since when the first, in epoch milliseconds. */
export interface Overdue {
  readonly people: number;
  readonly oldest: number | null;
  /** How many met the trigger during the pause and wait to enter, and how many did so too long ago. */
  readonly arrivals: { readonly people: number; readonly tooLate: number };
}

/** Whether those who met the trigger during a pause enter after it. */
export type ArrivalChoice = 'let-in' | 'leave-out';

/** The choices to make when a pause ends. */
export type ResumeChoice = OverdueChoice & { readonly arrivals: ArrivalChoice };

/** What happens to those who should have gone on while the flow was paused. */
export type OverdueChoice =
  | { readonly how: 'now' }
  | { readonly how: 'spread'; readonly hours: number }
  | { readonly how: 'skip'; readonly olderThanHours: number };

export type FlowState = 'draft' | 'live' | 'paused' | 'stopped';

export interface EditedFlow {
  readonly id: string;
  readonly name: string;
  readonly state: FlowState;
  readonly graph: Graph;
  /** Revision of the draft. */
  readonly revision: number;
  /** Newest published version; null before the first. */
  readonly version: number | null;
  /** How many are inside now. */
  readonly inside?: number;
  /** False for viewers, who can see everything and change nothing. */
  readonly mayEdit?: boolean;
  readonly mayPublish?: boolean;
  /** Currency of the store, for amounts in conditions. */
  readonly currency?: string;
  /** Time zone of the store, for its days. */
  readonly zone?: string;
}

/** A flow that a step can lead people into. */
export interface OtherFlow {
  readonly id: string;
  readonly name: string;
  readonly isLive: boolean;
}

/** Somebody whom a step can ask. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
  /** Ids of the kinds of work that they may answer. */
  readonly kinds: readonly string[];
}
