import type { FlowSettings, GraphNode, Subject } from '@millrace/flow';
import { sameValue, type FlowDocument } from '../store/document.ts';

/** One undoable edit. The recipe changes an immer draft of the document in place, and nothing else. */
export interface Command {
  /** The edit in lower case, for "Undo: ...": "add Wait". */
  readonly label: string;
  /** Edits with the same key in quick succession are undone together, such as typing in one field. */
  readonly together?: string;
  readonly recipe: (document: FlowDocument) => void;
}

export interface Place {
  readonly from: string;
  readonly port: string;
}

/** Removes the edge at a port. @returns the step it led to */
export function vacate(document: FlowDocument, place: Place): string | undefined {
  const taken = Object.values(document.edges).find(
    (edge) => edge.from === place.from && edge.port === place.port,
  );
  if (!taken) return undefined;
  delete document.edges[taken.id];
  return taken.to;
}

const edgeId = (document: FlowDocument, from: string, port: string): string => {
  const base = `${from}.${port}`.slice(0, 58);
  let id = base;
  for (let count = 2; document.edges[id]; count += 1) id = `${base}.${count}`;
  return id;
};

export function wire(document: FlowDocument, from: string, port: string, to: string): void {
  const id = edgeId(document, from, port);
  document.edges[id] = { id, from, port, to };
}

/**
 * Inserts a node at a way. The step it led to now follows the new node, at the port `onward`.
 * @param begins the step that a node without a place leads to, for a new trigger
 */
export function addNode(
  node: GraphNode,
  title: string,
  place: Place | null,
  onward: string | undefined,
  begins?: string,
): Command {
  return {
    label: `add ${title}`,
    recipe: (document) => {
      document.nodes[node.id] = node;
      if (!place && begins && onward) wire(document, node.id, onward, begins);
      if (!place) return;
      const after = vacate(document, place);
      wire(document, place.from, place.port, node.id);
      if (after && onward && after !== node.id) wire(document, node.id, onward, after);
    },
  };
}

/** Connects a way to a node, replacing its former connection. */
export function connect(place: Place, to: string): Command {
  return {
    label: 'connect',
    recipe: (document) => {
      vacate(document, place);
      wire(document, place.from, place.port, to);
    },
  };
}

export function disconnect(edgeIds: readonly string[]): Command {
  return { label: 'disconnect', recipe: (document) => edgeIds.forEach((id) => delete document.edges[id]) };
}

export function renameNode(id: string, name: string): Command {
  return {
    label: 'rename step',
    together: `name:${id}`,
    recipe: (document) => {
      const node = document.nodes[id];
      if (!node) return;
      if (name.trim() === '') delete node.name;
      else node.name = name.slice(0, 120);
    },
  };
}

/** Replaces the kind of trigger and the subject of the flow. Connections stay. */
export function beginWith(
  id: string,
  kind: string,
  version: number,
  config: Record<string, unknown>,
  subject: Subject,
): Command {
  return {
    label: 'change the trigger',
    recipe: (document) => {
      const node = document.nodes[id];
      if (!node) return;
      Object.assign(node, { kind, version, config });
      document.subject = subject;
    },
  };
}

export function moveNodes(positions: Readonly<Record<string, { x: number; y: number }>>): Command {
  return {
    label: 'move',
    recipe: (document) => {
      for (const [id, position] of Object.entries(positions)) {
        const node = document.nodes[id] ?? document.notes[id];
        if (node) node.position = { x: Math.round(position.x), y: Math.round(position.y) };
      }
    },
  };
}

/** Removes all positions set by hand, so that the layout places every node. */
export function layOut(): Command {
  return {
    label: 'lay out',
    recipe: (document) => {
      for (const node of Object.values(document.nodes)) if (node.position) delete node.position;
    },
  };
}

export function setSettings(change: Partial<FlowSettings>): Command {
  return {
    label: 'change flow settings',
    together: `settings:${Object.keys(change).sort().join()}`,
    recipe: (document) => void Object.assign(document.settings, change),
  };
}

/** Replaces the draft by a version. */
export function bringBack(version: FlowDocument, number: number): Command {
  return takeOver(version, `bring back version ${number}`);
}

/** Replaces the flow by another form of it. Equal parts are not touched, so that patches stay small. */
export function takeOver(form: FlowDocument, label: string): Command {
  return {
    label,
    recipe: (document) => {
      document.subject = form.subject;
      replaceEntries(document.settings, form.settings);
      replaceEntries(document.nodes, form.nodes);
      replaceEntries(document.edges, form.edges);
      replaceEntries(document.notes, form.notes);
    },
  };
}

function replaceEntries<Entries extends object>(into: Entries, from: Entries): void {
  for (const key of Object.keys(into) as (keyof Entries)[]) if (!(key in from)) delete into[key];
  for (const key of Object.keys(from) as (keyof Entries)[])
    if (!sameValue(into[key], from[key])) into[key] = from[key];
}
