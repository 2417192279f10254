import type { Graph } from '@millrace/flow';

/** What the editor may ask of the rest of the product. The page that shows it gives these; the editor calls no server. */
export interface EditorActions {
  /** Stores the draft if it still is at `revision`. Throws when it cannot be reached: the editor tries again. */
  save(graph: Graph, revision: number): Promise<Saved | Conflict>;
  rename?(name: string): Promise<void>;
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
  /** Sends the message to one address. Resolves with a sentence that says what happened. */
  testSend?(channel: string, content: unknown, address: string, event?: string): Promise<string>;
  /** Live numbers; asked every few seconds while the canvas is watched. */
  loadCounts?(): Promise<FlowCounts>;
  rehearse?(graph: Graph): Promise<RehearsalReport>;
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

export interface Saved {
  readonly revision: number;
}

/** Somebody saved between: their graph, its revision and who it was. */
export interface Conflict {
  readonly theirs: Graph;
  readonly revision: number;
  readonly by: string;
}

export interface MessagePreview {
  readonly subject: string | null;
  /** A whole HTML page, shown in a sandbox; null for channels that are plain text. */
  readonly html: string | null;
  readonly text: string;
  /** Parts of a text message; null elsewhere. */
  readonly segments: number | null;
  readonly warnings?: readonly string[];
}

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
  readonly exited?: number;
  readonly converted?: number;
}

export interface FlowCounts {
  readonly nodes: Readonly<Record<string, NodeCounts>>;
  /** People who went each way, by `<node>.<port>`. */
  readonly ways?: Readonly<Record<string, number>>;
}

export interface RehearsalReport {
  /** One sentence about the whole: who was rehearsed over which time. */
  readonly sentence: string;
  readonly people: number;
  readonly counts: FlowCounts;
}

export interface PublishPreview {
  /** People inside an earlier version now. */
  readonly inside: number;
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

export interface FlowVersion {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
  readonly publishedBy: string | null;
  /** What changed, as whoever published it wrote. */
  readonly note: string | null;
  /** People who walk by it now. */
  readonly inside: number;
}

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
