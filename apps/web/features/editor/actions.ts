import type { Condition, Graph, Problem, Subject } from '@millrace/flow';
import type { PublishPreview as Previewed, VersionView } from '@millrace/services/flows';
import type { ContentPreview } from '@millrace/services/previews';
import type { RehearsedPage, RehearsedPerson as RehearsedStory } from '@millrace/services/rehearsal';
import type { KnownFact, KnownValues as AllKnownValues, MatchingParts } from '@millrace/services/values';

/** What the editor may ask of the rest of the product. The page that shows it gives these; the editor calls no server. */
export interface EditorActions {
  /** Stores the draft if it still is at `revision`. @throws SaveFailure which says what it is, and whether to try again */
  save(graph: Graph, revision: number): Promise<Saved | Conflict>;
  rename?(name: string): Promise<void>;
  /** Everything that is wrong with a draft, by the very checks that publishing asks. */
  check?(graph: Graph): Promise<readonly Problem[]>;
  /** Signs the same person in again without leaving the page. */
  signIn?(password: string): Promise<'signed-in' | 'wrong' | 'too-often' | 'unreachable' | 'another-step'>;
  /** E-mail address of who works here. */
  readonly signedInAs?: string;
  /** The message as a sample customer would get it, rendered by the server. */
  renderPreview?(
    channel: string,
    content: unknown,
    purpose: 'marketing' | 'transactional',
    /** The event that begins the flow, whose values the message may show. */
    event?: string,
  ): Promise<MessagePreview>;
  /** What events of a kind bring along, each with how it may look. */
  eventProperties?(event: string): Promise<readonly { readonly name: string; readonly example: string }[]>;
  /** Sends the message to one address. Resolves with a sentence that says what happened, and where the test can be read. */
  testSend?(
    channel: string,
    content: unknown,
    address: string,
    event?: string,
  ): Promise<{ readonly sentence: string; readonly sent: boolean; readonly href?: string }>;
  /** Live numbers; asked every few seconds while the canvas is watched. */
  loadCounts?(): Promise<FlowCounts>;
  rehearse?(graph: Graph, options: RehearsalOptions): Promise<RehearsalReport>;
  /** The people behind a number of a rehearsal. */
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
  /** The whole way of one of them. */
  rehearsedPerson?(
    graph: Graph,
    options: RehearsalOptions,
    person: { readonly customer: string; readonly enrolment: string },
  ): Promise<RehearsedStory>;
  /** Values that a fact has in this store, those of most people first; `named` asks for these alone. */
  factValues?(
    fact: string,
    question: { readonly search?: string; readonly named?: readonly string[] },
  ): Promise<KnownValues>;
  /** Properties of people and events that this store has. */
  knownFacts?(): Promise<readonly KnownFact[]>;
  /** How many people match a condition now, and each of its parts by itself. */
  matching?(condition: Condition, parts: readonly Condition[]): Promise<MatchingParts>;
  /** Connections that a step may go through for what it asks. */
  carriers?(capability: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Who would enter by a trigger as it is set, in sentences. */
  forecast?(trigger: {
    readonly subject: Subject;
    readonly kind: string;
    readonly config: Record<string, unknown>;
  }): Promise<readonly string[]>;
  /** Puts everybody who matches into the live flow; without a condition everybody. */
  enrolAudience?(condition: Condition | undefined, spreadMinutes: number): Promise<AudienceProgress>;
  /** How far audiences on their way into the flow are, the newest first. */
  audiences?(): Promise<readonly AudienceProgress[]>;
  /** What publishing the draft would mean for people who are inside now. */
  previewPublish?(graph: Graph): Promise<PublishPreview>;
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
  /** Where the people behind a number are listed. */
  peopleLink?(node: string, count: string): string;
}

export interface AudienceProgress {
  readonly id: string;
  /** Customers there are to ask, and how many were asked. */
  readonly total: number;
  readonly done: number;
  readonly matched: number;
  /** A run of the flow's own schedule. */
  readonly planned: boolean;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface Saved {
  readonly revision: number;
}

/** Somebody saved between: their graph, its revision and who it was. */
export interface Conflict {
  readonly theirs: Graph;
  readonly revision: number;
  readonly by: string;
}

/** A message as it would look. `html` is a whole page, shown in a sandbox; null for channels that are plain text. */
export type MessagePreview = Pick<ContentPreview, 'subject' | 'html' | 'text' | 'segments'> &
  Partial<Pick<ContentPreview, 'warnings'>>;

/** People at one step. Every number is people or messages, whole. */
export interface NodeCounts {
  readonly entered?: number;
  /** There now. */
  readonly waiting?: number;
  readonly sent?: number;
  readonly delivered?: number;
  readonly opened?: number;
  readonly clicked?: number;
  readonly held?: number;
  readonly refused?: number;
  readonly failed?: number;
  /** Calls that were done, that were not, and that nobody can tell of. */
  readonly done?: number;
  readonly notDone?: number;
  readonly inDoubt?: number;
  readonly exited?: number;
  readonly converted?: number;
}

export interface FlowCounts {
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** People who went each way, by `<node>.<port>`. */
  readonly ways?: Readonly<Record<string, number>>;
}

/** Shares of messages that are answered, 0 to 1. */
export interface AnswerRates {
  readonly opened: number;
  readonly clicked: number;
  /** Of those who click. */
  readonly bought: number;
}

/** What a rehearsal is run with. The same with the same seed and end is the same rehearsal. */
export interface RehearsalOptions {
  readonly days: number;
  readonly people: number;
  readonly on: 'past' | 'sample';
  /** Rates to try instead of those measured, by channel. */
  readonly answers?: Readonly<Record<string, AnswerRates>> | undefined;
  readonly seed?: string;
  /** End of the time looked at. */
  readonly at?: number;
}

export interface RehearsalReport {
  /** One sentence about the whole: who was rehearsed over which time. */
  readonly sentence: string;
  readonly people: number;
  readonly counts: FlowCounts;
  readonly on: 'past' | 'sample';
  readonly seed: string;
  readonly at: number;
  /** How people answered, by channel: as used, as measured, and of how many messages of the store's own. */
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
/** `more`: what is typed may be a value that the store keeps no list of. */
export type KnownValues = Pick<AllKnownValues, 'values' | 'more'>;

/** What publishing comes to. Parts that nobody asked for are left out; channels stand as in a sentence: "e-mail". */
export interface PublishPreview
  extends
    Pick<Previewed, 'inside'>,
    Partial<
      Pick<
        Previewed,
        'changes' | 'audience' | 'holdout' | 'owner' | 'withoutProvider' | 'rivals' | 'neverSent'
      >
    > {
  /** Where they would land when moved: by step of the new version. */
  readonly landing: readonly { readonly node: string; readonly people: number }[];
  /** People whose step is gone in the new version; they would leave. */
  readonly homeless: number;
}

export interface PublishRequest {
  readonly revision: number;
  /** What happens to people inside an earlier version. */
  readonly inside: 'stay' | 'move' | 'leave';
  readonly note: string;
}

export type FlowVersion = Pick<VersionView, 'number' | 'publishedAt' | 'publishedBy' | 'note' | 'inside'>;

/** People who should have gone on during the pause, and since when the first of them, as epoch milliseconds. */
export interface Overdue {
  readonly people: number;
  readonly oldest: number | null;
  /** Who came during the pause and waits to come in, and how many of those came too long ago for that. */
  readonly arrivals: { readonly people: number; readonly tooLate: number };
}

/** Whether people who came during a pause come in after it. */
export type ArrivalChoice = 'let-in' | 'leave-out';

/** What a pause leaves to be said when it ends. */
export type ResumeChoice = OverdueChoice & { readonly arrivals: ArrivalChoice };

/** What happens to people who should have gone on while the flow was paused. */
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
  /** Revision of the draft this graph is. */
  readonly revision: number;
  /** Newest published version; null before the first. */
  readonly version: number | null;
  /** People inside now. */
  readonly inside?: number;
  /** False for viewers: everything can be looked at, nothing changed. */
  readonly mayEdit?: boolean;
  readonly mayPublish?: boolean;
  /** Currency of the shop, for amounts in conditions. */
  readonly currency?: string;
}
