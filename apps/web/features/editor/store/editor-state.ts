import type { Kinds, Problem } from '@millrace/flow';
import type { EditedFlow, EditorActions, FlowState, FlowVersion } from '../actions.ts';
import type { History } from '../history/history.ts';
import type { Place } from '../history/commands.ts';
import type { LocalCopy } from '../unsaved/local-copies.ts';
import type { SaveState } from './autosave.ts';
import type { FlowDocument } from './document.ts';

export type Mode = 'build' | 'rehearse' | 'watch';
export type Side = 'palette' | 'outline' | 'closed';

/** Panels for the whole flow. The page's address may name one. */
export const FLOW_PANELS = ['settings', 'problems', 'versions', 'adapt'] as const;
export type FlowPanel = (typeof FLOW_PANELS)[number];

/** The part of the editor's state that is in the page's address. */
export interface EditorPlace {
  readonly panel: FlowPanel | null;
  /** Number of the shown earlier version. */
  readonly version: number | null;
}

/** An earlier version that is shown instead of the draft. */
export interface Looking {
  readonly version: FlowVersion;
  readonly document: FlowDocument;
}

/** The target of a context menu: selected steps and notes, a way, or the canvas. */
export type MenuTarget =
  | { readonly what: 'chosen' }
  | { readonly what: 'way'; readonly place: Place; readonly edge: string | null }
  | { readonly what: 'ground'; readonly spot: { readonly x: number; readonly y: number } };

/** The dialog or menu over the canvas; one at a time. */
export type Overlay =
  /** `at` is the position of a step that is added without a place. */
  | {
      readonly is: 'add';
      readonly place: Place | null;
      readonly at?: { readonly x: number; readonly y: number };
    }
  | { readonly is: 'connect'; readonly from: string; readonly port?: string }
  | { readonly is: 'find' }
  /** The context menu, at a point of the viewport. */
  | { readonly is: 'menu'; readonly at: { readonly x: number; readonly y: number }; readonly on: MenuTarget }
  /** Asks which branches to keep when steps are deleted. */
  | { readonly is: 'delete'; readonly ids: readonly string[] }
  | { readonly is: 'help' }
  | { readonly is: 'publish' }
  | { readonly is: 'resume' }
  | { readonly is: 'stop' }
  | { readonly is: 'audience' }
  | { readonly is: 'bring-back' }
  | { readonly is: 'save-template' }
  /** A conflict was put aside. The bar still shows it. */
  | { readonly is: 'later' };

/** Work that an earlier page could not save and that can be restored. */
export interface UnsavedWork {
  readonly copy: LocalCopy;
  /** How it differs from the stored draft, in words. */
  readonly changes: readonly string[];
  /** Whether the flow was saved since: then restoring merges both, or replaces the draft if the browser had no room for the base. */
  readonly savedSince: 'no' | 'joined' | 'replaced';
}

/** Whether the shown problems are those of the current flow. */
export type Checked =
  /** The server is still checking. */
  | 'asking'
  | 'yes'
  /** The server did not respond. */
  | 'no';

export interface EditorState {
  readonly flow: {
    readonly id: string;
    readonly name: string;
    readonly state: FlowState;
    readonly version: number | null;
    readonly inside: number;
    readonly currency: string;
    readonly zone: string;
  };
  /** The user's permissions. */
  readonly granted: { readonly edit: boolean; readonly publish: boolean };
  /** Whether the editor is on a phone, where flows cannot be edited. */
  readonly phone: boolean;
  /** Whether the flow can be edited: permission, and not on a phone. */
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  readonly document: FlowDocument;
  readonly history: History;
  /** Selected steps and notes, the latest last. Either these or `way` are selected. */
  readonly selection: readonly string[];
  readonly way: string | null;
  /** The open panel on the right. */
  readonly panel: 'step' | 'rehearsal' | FlowPanel | null;
  /** Key of the drop target under the dragged item; null without one. */
  readonly dropAt: string | null;
  /** Search words. Steps that do not match are dimmed. */
  readonly looked: string;
  /** The shown earlier version; only while the panel of versions is open. */
  readonly looking: Looking | null;
  /** Number of a version to show once it is loaded. */
  readonly toLookAt: number | null;
  /** Dotted path of the field that should get the caret. */
  readonly field: string | null;
  /** The note or message being edited. */
  readonly writing: string | null;
  /** Visited fields, by `touchedKey`. Only their problems are shown as errors. */
  readonly touched: ReadonlySet<string>;
  /** Whether publishing was tried. From then on all problems are shown as errors. */
  readonly tried: boolean;
  /** Step or note to scroll to, and to focus if `focus`. `count` makes each request new. */
  readonly wanted: { readonly node: string; readonly count: number; readonly focus: boolean } | null;
  readonly mode: Mode;
  /** Whether the last request for live numbers failed. */
  readonly countsLate: boolean;
  readonly side: Side;
  readonly overlay: Overlay | null;
  readonly save: SaveState;
  /** Whether unsaved work is also kept in this browser. */
  readonly keptHere: boolean;
  readonly unsaved: UnsavedWork | null;
  /** The live version; null before the first, or while it is not known. */
  readonly live: FlowDocument | null;
  readonly problems: readonly Problem[];
  readonly checked: Checked;
  /** What just happened, for screen readers. */
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
      zone: flow.zone ?? 'UTC',
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

/** Whether the flow can be edited now: by this user, on this screen, in Build. */
export const canEdit = ({ mayEdit, mode }: EditorState): boolean => mayEdit && mode === 'build';

export const placeOf = ({ panel, looking, toLookAt }: EditorState): EditorPlace => ({
  panel: panel === 'step' || panel === 'rehearsal' ? null : panel,
  version: looking?.version.number ?? toLookAt,
});

/** What the functions of the editor work with. */
export interface Workbench {
  readonly kinds: Kinds;
  readonly actions: EditorActions;
  readonly get: () => EditorState;
  readonly set: (change: Partial<EditorState>) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** Called after every change of the document. */
  readonly changed: () => void;
  /** Makes a change that is based on another revision than the opened one. */
  readonly unsaved: (base: FlowDocument | null, revision: number, change: () => boolean) => boolean;
}
