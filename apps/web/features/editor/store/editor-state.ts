import type { Kinds, Problem } from '@millrace/flow';
import type { EditedFlow, EditorActions, FlowState, FlowVersion } from '../actions.ts';
import type { History } from '../history/history.ts';
import type { Place } from '../history/commands.ts';
import type { LocalCopy } from '../unsaved/local-copies.ts';
import type { SaveState } from './autosave.ts';
import type { FlowDocument } from './document.ts';

export type Mode = 'build' | 'rehearse' | 'watch';
export type Side = 'palette' | 'outline' | 'closed';

/** Panels about the whole flow; an address may name one. */
export const FLOW_PANELS = ['settings', 'problems', 'versions'] as const;
export type FlowPanel = (typeof FLOW_PANELS)[number];

/** Where in the editor one is, as an address says it. */
export interface EditorPlace {
  readonly panel: FlowPanel | null;
  /** Number of the earlier version that is looked at. */
  readonly version: number | null;
}

/** An earlier version on the canvas instead of the draft. */
export interface Looking {
  readonly version: FlowVersion;
  readonly document: FlowDocument;
}

/** What a menu is about: the chosen steps and notes, a way, or the ground. */
export type MenuTarget =
  | { readonly what: 'chosen' }
  | { readonly what: 'way'; readonly place: Place; readonly edge: string | null }
  | { readonly what: 'ground'; readonly spot: { readonly x: number; readonly y: number } };

/** What lies over the canvas; one at a time. */
export type Overlay =
  /** `at` is where a step without a place goes on the drawing. */
  | {
      readonly is: 'add';
      readonly place: Place | null;
      readonly at?: { readonly x: number; readonly y: number };
    }
  | { readonly is: 'connect'; readonly from: string; readonly port?: string }
  | { readonly is: 'find' }
  /** The menu of what was pressed with the right button, at a spot on the screen. */
  | { readonly is: 'menu'; readonly at: { readonly x: number; readonly y: number }; readonly on: MenuTarget }
  /** Asks which ways to keep of what is deleted. */
  | { readonly is: 'delete'; readonly ids: readonly string[] }
  | { readonly is: 'help' }
  | { readonly is: 'publish' }
  | { readonly is: 'resume' }
  | { readonly is: 'stop' }
  | { readonly is: 'audience' }
  | { readonly is: 'bring-back' }
  /** A conflict was put aside; the bar still tells of it. */
  | { readonly is: 'later' };

/** Work that an earlier page could not save, offered back. */
export interface UnsavedWork {
  readonly copy: LocalCopy;
  /** What it has otherwise than what is stored, in words. */
  readonly changes: readonly string[];
  /** Whether the flow was saved since it was made: then both are joined, or, where the browser had no room for what it was made from, replaced. */
  readonly savedSince: 'no' | 'joined' | 'replaced';
}

/** Whether the problems shown are those of the flow as it is now. */
export type Checked =
  /** The server is still looking. */
  | 'asking'
  | 'yes'
  /** It did not answer. */
  | 'no';

export interface EditorState {
  readonly flow: {
    readonly id: string;
    readonly name: string;
    readonly state: FlowState;
    readonly version: number | null;
    readonly inside: number;
    readonly currency: string;
  };
  /** What the person may do at all. */
  readonly granted: { readonly edit: boolean; readonly publish: boolean };
  /** Read on a phone, where a flow is read and run, and not changed. */
  readonly phone: boolean;
  /** Whether anything can be changed here and now. */
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  readonly document: FlowDocument;
  readonly history: History;
  /** Chosen steps and notes, the latest last; and a chosen way, never both. */
  readonly selection: readonly string[];
  readonly way: string | null;
  /** What the panel on the right shows. */
  readonly panel: 'step' | 'rehearsal' | FlowPanel | null;
  /** What would receive what is being dragged, as `dropKey` names it; null while nothing is dragged there. */
  readonly dropAt: string | null;
  /** Words looked for among the steps; those without them are drawn faintly. */
  readonly looked: string;
  /** The earlier version that is looked at; only while the panel lists versions. */
  readonly looking: Looking | null;
  /** Number of a version to look at as soon as it is known; asked once. */
  readonly toLookAt: number | null;
  /** Field the panel should bring the caret to, dotted; asked once. */
  readonly field: string | null;
  /** Note whose words are being written. */
  readonly writing: string | null;
  /** Fields somebody has been in, as `touchedKey` names them: only their problems are loud. */
  readonly touched: ReadonlySet<string>;
  /** Publishing was tried: from then on every problem is loud. */
  readonly tried: boolean;
  /** Step or note that should get the keyboard and come into view; `count` makes each request a new one. */
  readonly wanted: { readonly node: string; readonly count: number; readonly focus: boolean } | null;
  readonly mode: Mode;
  /** The last question for live numbers got no answer. */
  readonly countsLate: boolean;
  readonly side: Side;
  readonly overlay: Overlay | null;
  readonly save: SaveState;
  /** What is not saved lies in this browser too. */
  readonly keptHere: boolean;
  readonly unsaved: UnsavedWork | null;
  /** What is live now; null before the first version, or while it is not known. */
  readonly live: FlowDocument | null;
  readonly problems: readonly Problem[];
  readonly checked: Checked;
  /** Sentence for people who hear the page: what just happened. */
  readonly said: string;
}

export function beginState(
  flow: EditedFlow,
  document: FlowDocument,
  { panel, version }: EditorPlace,
): EditorState {
  return {
    flow: {
      id: flow.id,
      name: flow.name,
      state: flow.state,
      version: flow.version,
      inside: flow.inside ?? 0,
      currency: flow.currency ?? 'USD',
    },
    granted: { edit: flow.mayEdit ?? true, publish: flow.mayPublish ?? true },
    phone: false,
    mayEdit: flow.mayEdit ?? true,
    mayPublish: flow.mayPublish ?? true,
    document,
    history: { past: [], future: [] },
    selection: [],
    way: null,
    panel,
    dropAt: null,
    looked: '',
    looking: null,
    toLookAt: panel === 'versions' ? version : null,
    field: null,
    writing: null,
    touched: new Set(),
    tried: false,
    wanted: null,
    mode: 'build',
    countsLate: false,
    side: 'palette',
    overlay: null,
    save: { is: 'saved' },
    keptHere: true,
    unsaved: null,
    live: null,
    problems: [],
    checked: 'asking',
    said: '',
  };
}

/** Whether the drawing can be changed now: by this person, on this screen, in Build. */
export const canEdit = ({ mayEdit, mode }: EditorState): boolean => mayEdit && mode === 'build';

export const placeOf = ({ panel, looking, toLookAt }: EditorState): EditorPlace => ({
  panel: panel === 'step' || panel === 'rehearsal' ? null : panel,
  version: looking?.version.number ?? toLookAt,
});

/** What every verb of the editor works with. */
export interface Workbench {
  readonly kinds: Kinds;
  readonly actions: EditorActions;
  readonly get: () => EditorState;
  readonly set: (change: Partial<EditorState>) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** Told after every change of the document. */
  readonly changed: () => void;
  /** Says what the next change was made from, when that is not what was opened here. */
  readonly unsaved: (base: FlowDocument | null, revision: number, change: () => boolean) => boolean;
}
