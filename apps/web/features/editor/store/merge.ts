import type { GraphEdge, GraphNode, GraphNote } from '@millrace/flow';
import { sameValue, type FlowDocument } from './document.ts';

/** Something that both users changed differently. */
export interface Clash {
  readonly what: 'node' | 'edge' | 'note' | 'settings';
  readonly id: string;
  /** Undefined if that side deleted it. */
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  /** Both changes merged; mine where they clash. */
  readonly document: FlowDocument;
  readonly clashes: readonly Clash[];
}

export type Side = 'mine' | 'theirs';

function mergeNode(base: GraphNode | undefined, mine: GraphNode, theirs: GraphNode): GraphNode | null {
  const content = ({ position: _position, ...rest }: GraphNode) => rest;
  const mineChanged = !sameValue(base && content(base), content(mine));
  const theirsChanged = !sameValue(base && content(base), content(theirs));
  if (mineChanged && theirsChanged && !sameValue(content(mine), content(theirs))) return null;
  const kept = content(mineChanged ? mine : theirs);
  const position = sameValue(base?.position, mine.position) ? theirs.position : mine.position;
  return position ? { ...kept, position } : kept;
}

function mergeRecords<Item>(
  base: Record<string, Item>,
  mine: Record<string, Item>,
  theirs: Record<string, Item>,
  both: (base: Item | undefined, mine: Item, theirs: Item) => Item | null,
): { merged: Record<string, Item>; clashes: string[] } {
  const merged: Record<string, Item> = {};
  const clashes: string[] = [];
  for (const id of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const [was, left, right] = [base[id], mine[id], theirs[id]];
    if (left !== undefined && right !== undefined) {
      const joined = sameValue(left, right) ? left : both(was, left, right);
      merged[id] = joined ?? left;
      if (joined === null) clashes.push(id);
    } else {
      const kept = left ?? right;
      if (was === undefined && kept !== undefined) merged[id] = kept;
      else if (kept !== undefined && !sameValue(was, kept)) {
        clashes.push(id);
        if (left !== undefined) merged[id] = left;
      }
    }
  }
  return { merged, clashes };
}

/** Merges text and position of a note separately. @returns null if both changed the text differently */
function mergeNote(base: GraphNote | undefined, mine: GraphNote, theirs: GraphNote): GraphNote | null {
  const changed = { mine: mine.text !== base?.text, theirs: theirs.text !== base?.text };
  if (changed.mine && changed.theirs && mine.text !== theirs.text) return null;
  return {
    id: mine.id,
    text: changed.mine ? mine.text : theirs.text,
    position: sameValue(base?.position, mine.position) ? theirs.position : mine.position,
  };
}

const eitherEdge = (base: GraphEdge | undefined, mine: GraphEdge, theirs: GraphEdge): GraphEdge | null =>
  sameValue(base, mine) ? theirs : sameValue(base, theirs) ? mine : null;

/**
 * Merges two users' changes of one draft, node by node. Changes of different nodes never clash. A node that one deleted and the
 * other changed does, and so does a way that both connected to different steps.
 */
export function mergeDocuments(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument): Merged {
  const nodes = mergeRecords(base.nodes, mine.nodes, theirs.nodes, mergeNode);
  const edges = mergeRecords(base.edges, mine.edges, theirs.edges, eitherEdge);
  const notes = mergeRecords(base.notes, mine.notes, theirs.notes, mergeNote);
  const clashes: Clash[] = [
    ...nodes.clashes.map((id) => ({
      what: 'node' as const,
      id,
      mine: mine.nodes[id],
      theirs: theirs.nodes[id],
    })),
    ...edges.clashes.map((id) => ({
      what: 'edge' as const,
      id,
      mine: mine.edges[id],
      theirs: theirs.edges[id],
    })),
    ...notes.clashes.map((id) => ({
      what: 'note' as const,
      id,
      mine: mine.notes[id],
      theirs: theirs.notes[id],
    })),
  ];
  const taken = new Map<string, GraphEdge>();
  for (const edge of Object.values(edges.merged)) {
    const dangling = !nodes.merged[edge.from] || !nodes.merged[edge.to];
    const key = `${edge.from}\u0000${edge.port}`;
    const other = taken.get(key);
    if (dangling || (other && other.to === edge.to)) {
      delete edges.merged[edge.id];
      continue;
    }
    if (other) {
      const [mineEdge, theirsEdge] = mine.edges[edge.id] ? [edge, other] : [other, edge];
      clashes.push({ what: 'edge', id: theirsEdge.id, mine: mineEdge, theirs: theirsEdge });
      delete edges.merged[theirsEdge.id];
      taken.set(key, mineEdge);
      continue;
    }
    taken.set(key, edge);
  }
  const settings = mergeRecords<unknown>(
    { ...base.settings },
    { ...mine.settings },
    { ...theirs.settings },
    (was, left, right) => (sameValue(was, left) ? right : sameValue(was, right) ? left : null),
  );
  for (const id of settings.clashes) {
    clashes.push({
      what: 'settings',
      id,
      mine: mine.settings[id as keyof typeof mine.settings],
      theirs: theirs.settings[id as keyof typeof theirs.settings],
    });
  }
  return {
    document: {
      subject: base.subject === mine.subject ? theirs.subject : mine.subject,
      settings: settings.merged as unknown as FlowDocument['settings'],
      nodes: nodes.merged,
      edges: edges.merged,
      notes: notes.merged,
    },
    clashes,
  };
}

/** Applies the choices for clashes. Clashes without a choice keep my change. */
export function settle(merged: Merged, choices: Readonly<Record<string, Side>>): FlowDocument {
  const document: FlowDocument = {
    ...merged.document,
    nodes: { ...merged.document.nodes },
    edges: { ...merged.document.edges },
    notes: { ...merged.document.notes },
    settings: { ...merged.document.settings },
  };
  for (const clash of merged.clashes) {
    if (choices[`${clash.what}:${clash.id}`] !== 'theirs') continue;
    if (clash.what === 'settings') {
      Object.assign(document.settings, { [clash.id]: clash.theirs });
      continue;
    }
    const records = { node: document.nodes, edge: document.edges, note: document.notes }[clash.what];
    const mine = clash.mine as GraphEdge | undefined;
    if (clash.what === 'edge' && mine) delete document.edges[mine.id];
    if (clash.theirs === undefined) delete records[clash.id];
    else Object.assign(records, { [clash.id]: clash.theirs });
  }
  for (const edge of Object.values(document.edges)) {
    if (!document.nodes[edge.from] || !document.nodes[edge.to]) delete document.edges[edge.id];
  }
  return document;
}
